/* The lineage page: a tree of cards on a grid, connectors behind them, a panel beside them. */
"use strict";

const { documents, edges, levels, focus, tasks, looked } = readJson("hq-records");
const byId = (id) => document.getElementById(id);
const RANK = { stated: 0, catalogue: 1, inferred: 2 };
const MOST = 8; /* documents below one, before the rest is folded away */
const up = documents.map(() => []);
const down = documents.map(() => []);
const children = documents.map(() => []);
edges.forEach((edge) => {
  up[edge.child].push(edge);
  down[edge.parent].push(edge);
});
documents.forEach((_, id) => {
  up[id].sort((a, b) => Number(b.trunk) - Number(a.trunk) || RANK[a.status] - RANK[b.status]);
  const trunk = up[id].find((edge) => edge.trunk);
  if (trunk) children[trunk.parent].push(id);
});
const column = (id) => levels.indexOf(documents[id].level);
const unfolded = new Set();
let chosen = focus >= 0 ? { document: focus } : null;
let cards = new Map();

/* ---- layout: rows for the leaves, each parent beside its own ---- */

function laidOut() {
  const places = [];
  let row = 1;
  const place = (id) => {
    const first = row;
    const deeper = children[id].filter((child) => column(child) > column(id));
    const beside = children[id].filter((child) => column(child) <= column(id));
    const shown = unfolded.has(id) || deeper.length <= MOST ? deeper : deeper.slice(0, MOST - 2);
    shown.forEach(place);
    if (deeper.length > MOST) {
      places.push({ fold: id, n: deeper.length - shown.length, column: column(deeper[0]), row, span: 1 });
      row += 1;
    }
    row = Math.max(row, first + 1);
    places.push({ id, column: column(id), row: first, span: row - first });
    beside.forEach(place);
  };
  documents.forEach((_, id) => { if (!up[id].some((edge) => edge.trunk)) place(id); });
  return places;
}

const at = ({ column: c, row, span }) => `grid-column:${c + 1};grid-row:${row + 1} / span ${span}`;

function styled(node, css) {
  node.style.cssText = css;
  return node;
}

function showChart() {
  const places = laidOut();
  cards = new Map();
  const heads = levels.map((level, i) =>
    styled(el("h2", { class: "level" }, word(`level.${level}`)), `grid-column:${i + 1};grid-row:1`));
  const grid = styled(el("div", { id: "grid" }, heads), `grid-template-columns:repeat(${levels.length},minmax(0,1fr))`);
  for (const place of places.sort((a, b) => a.row - b.row || a.column - b.column)) {
    const node = place.fold === undefined ? card(place.id) : foldButton(place);
    if (place.fold === undefined) cards.set(place.id, node);
    grid.append(styled(node, at(place)));
  }
  byId("chart").replaceChildren(svg("svg", { id: "connectors", "aria-hidden": "true" }), grid);
  drawConnectors();
}

function foldButton({ fold, n }) {
  const open = unfolded.has(fold);
  return el("button", { type: "button", class: "fold", "aria-expanded": String(open),
    onclick: () => { if (open) unfolded.delete(fold); else unfolded.add(fold); showChart(); } },
    open ? word("tool.fold") : word("panel.more", { n }));
}

/* ---- cards ---- */

function card(id) {
  const one = documents[id];
  const count = one.items.length;
  const facts = [one.region, ...one.details.filter(([key]) => key === "form" || key === "date").map(([, v]) => v)];
  return el("article", { class: `card ${one.state}${isChosen(id) ? " chosen" : ""}`, "data-id": id,
    onclick: (event) => { if (!event.target.closest("button, summary, li")) choose({ document: id }); } },
    el("p", { class: "place" }, facts.filter(Boolean).join(" · ")),
    el("button", { type: "button", class: "title", title: one.label, onclick: () => choose({ document: id }) }, one.short),
    one.number ? el("p", { class: "number" }, one.number) : null,
    one.state === "loaded" ? null
      : el("p", { class: "state" }, word(one.state === "catalogued" ? "lineage.not_loaded" : "lineage.only_cited")),
    el("div", { class: "bases" }, bases(id)),
    count ? el("details", { class: "items", ontoggle: ({ currentTarget: list }) => {
      if (list.open && list.children.length === 1) list.append(itemList(id));
      drawConnectors();
    } }, el("summary", {}, word(one.state === "loaded" ? "lineage.items" : "lineage.outline", { n: count }))) : null);
}

/* Made when it is first unfolded: a page may hold thousands of tasks. */
const itemList = (id) => el("ul", {}, documents[id].items.map((_, place) => el("li", {}, taskButton(id, place))));

function bases(id) {
  if (!up[id].length) {
    return column(id) > 0 && documents[id].state === "loaded"
      ? el("p", { class: "none" }, word("lineage.no_basis")) : null;
  }
  return up[id].map((edge) => el("button",
    { type: "button", class: `basis ${edge.status}`, onclick: () => choose({ edge }) },
    el("span", { class: "tag" }, word(`status.${edge.status}`), edge.confidence ? ` ${edge.confidence}` : ""),
    el("span", { class: "to" }, documents[edge.parent].number || documents[edge.parent].short),
    edge.status === "inferred" ? el("span", { class: "why" }, inWords(edge.reason)) : null));
}

/* ---- connectors ---- */

function strongest() {
  const best = new Map();
  for (const edge of edges) {
    const key = `${edge.child} ${edge.parent}`;
    if (!best.has(key) || RANK[edge.status] < RANK[best.get(key).status]) best.set(key, edge);
  }
  return [...best.values()].filter((edge) => cards.has(edge.child) && cards.has(edge.parent));
}

function boxOf(id, origin) {
  const box = cards.get(id).getBoundingClientRect();
  return { left: box.left - origin.left, right: box.right - origin.left,
    top: box.top - origin.top, middle: (box.top + box.bottom) / 2 - origin.top };
}

function pathOf(edge, origin) {
  const parent = boxOf(edge.parent, origin);
  const child = boxOf(edge.child, origin);
  if (child.left > parent.right) {
    const bend = Math.min((child.left - parent.right) / 2, 60);
    return `M${parent.right} ${parent.middle} C${parent.right + bend} ${parent.middle} ` +
      `${child.left - bend} ${child.middle} ${child.left} ${child.middle}`;
  }
  const out = Math.min(parent.left, child.left) - 18;
  return `M${parent.left} ${parent.middle} C${out} ${parent.middle} ${out} ${child.middle} ${child.left} ${child.middle}`;
}

function drawConnectors() {
  const layer = byId("connectors");
  const grid = byId("grid");
  if (!layer || !grid) return;
  const origin = byId("chart").getBoundingClientRect();
  layer.setAttribute("width", grid.offsetWidth);
  layer.setAttribute("height", grid.offsetHeight);
  const parts = strongest().sort((a, b) => Number(a.trunk) - Number(b.trunk)).flatMap((edge) => {
    const d = pathOf(edge, origin);
    const lit = chosen && (chosen.edge === edge || chosen.document === edge.child || chosen.document === edge.parent ||
      (chosen.task && taskWay(...chosen.task).has(edge.child) && taskWay(...chosen.task).has(edge.parent)));
    const line = svg("path", { d, class: `line ${edge.status}${edge.trunk ? " trunk" : ""}${lit ? " lit" : ""}` });
    const hit = svg("path", { d, class: "hit" });
    hit.addEventListener("click", () => choose({ edge }));
    hit.append(svg("title", {}, `${word(`status.${edge.status}`)} ${edge.confidence || ""}`));
    return [line, hit];
  });
  layer.replaceChildren(...parts);
}

/* ---- choosing and the panel ---- */

const isChosen = (id) => Boolean(chosen) && (chosen.document === id || Boolean(chosen.task) && chosen.task[0] === id);

function choose(what) {
  chosen = what;
  const way = what && what.task ? taskWay(...what.task) : new Set();
  for (const [id, node] of cards) {
    node.classList.toggle("chosen", isChosen(id));
    node.classList.toggle("on-way", way.has(id));
  }
  showPanel();
  drawConnectors();
  const shown = what && (what.task ? what.task[0] : what.document);
  if (cards.has(shown)) cards.get(shown).scrollIntoView({ block: "nearest" });
}

const quote = (sentence, source) =>
  el("figure", {}, el("blockquote", {}, sentence), source && el("figcaption", {}, source));

const lineOf = (sentences, source) =>
  sentences.split("\n").filter(Boolean).map((sentence) => quote(sentence, source));

function documentLink(id) {
  return el("button", { type: "button", class: `basis ${documents[id].state}`,
    onclick: () => choose({ document: id }) },
    documents[id].label, documents[id].number ? el("small", {}, documents[id].number) : null);
}

/* What speaks for an edge: the citing sentence, the reason, or the catalogue's source. */
function proof(edge) {
  const confidence = edge.confidence && word("lineage.confidence", { n: edge.confidence });
  const certainty = edge.certainty && (words[language][`certainty.${edge.certainty}`] || edge.certainty);
  return [
    el("p", { class: `mark ${edge.status}` }, el("b", {}, word(`status.${edge.status}`)),
      [confidence, certainty].filter(Boolean).join(" · ")),
    ...lineOf(edge.quote, documents[edge.child].source),
    inWords(edge.reason) ? el("p", {}, inWords(edge.reason)) : null,
    edge.origin ? el("p", { class: "source" }, edge.origin) : null,
  ];
}

function section(key, values, ...content) {
  return el("section", {}, el("h3", {}, word(key, values)), ...content);
}

function documentPanel(id) {
  const one = documents[id];
  const named = (kinds) => one.items.map((item, place) => [item, place]).filter(([item]) => kinds.includes(item.kind));
  const list = (items) => el("ul", { class: "list" }, items.map(([item, place]) =>
    el("li", { title: item.sentence || null }, taskButton(id, place))));
  const outline = named(["outline"]);
  const own = named(["goal", "task", "safeguard"]);
  return [
    el("p", { class: "kind" }, word(one.state === "loaded" ? "type.document"
      : one.state === "catalogued" ? "lineage.not_loaded" : "lineage.only_cited"),
      el("span", { class: "place" }, word(`level.${one.level}`))),
    el("h2", {}, one.label),
    el("dl", {}, one.details.flatMap(([key, value]) => [el("dt", {}, word(`detail.${key}`)), el("dd", {}, value)])),
    one.candidates.length ? section("lineage.may_be", {}, one.candidates.map(({ name, confidence, reason }) =>
      el("div", { class: "proof" }, el("p", { class: "mark inferred" }, el("b", {}, word("status.inferred")), confidence),
        el("p", {}, name), el("p", { class: "why" }, inWords(reason))))) : null,
    up[id].length ? section("panel.parents", {}, up[id].map((edge) =>
      el("div", { class: "proof" }, documentLink(edge.parent), proof(edge)))) : null,
    down[id].length ? section("panel.children", {}, [...new Set(down[id].map((edge) => edge.child))].map(documentLink)) : null,
    own.length ? section("panel.tasks", {}, list(own)) : null,
    outline.length ? section("panel.outline", {}, list(outline)) : null,
  ];
}

function edgePanel(edge) {
  const all = up[edge.child].filter(({ parent }) => parent === edge.parent);
  return [
    el("h2", {}, word("relation.based_on")),
    documentLink(edge.child), el("p", { class: "arrow" }, "↓"), documentLink(edge.parent),
    ...all.map((one) => el("div", { class: "proof" }, proof(one))),
  ];
}

function showPanel() {
  const close = chosen && el("button",
    { type: "button", class: "close", onclick: () => choose(null), "aria-label": word("panel.close") }, "×");
  const parts = !chosen ? [] : chosen.edge ? edgePanel(chosen.edge)
    : chosen.task ? taskPanel(...chosen.task) : documentPanel(chosen.document);
  byId("panel").hidden = !chosen;
  byId("panel").replaceChildren(...[close, ...parts].filter(Boolean));
  byId("panel").scrollTop = 0;
}

/* ---- header ---- */

const foldable = documents.map((_, id) => id).filter((id) => children[id].length > MOST);

function showHeader() {
  const loaded = documents.filter(({ state }) => state === "loaded").length;
  byId("counts").textContent = word("lineage.counts", { documents: documents.length, loaded, edges: edges.length });
  byId("lines").replaceChildren(...["stated", "catalogue", "inferred"].map((status) =>
    el("span", { class: "sample" }, svg("svg", { viewBox: "0 0 34 10", class: "line-sample" },
      svg("path", { d: "M1 5H33", class: `line trunk ${status}` })), word(`status.${status}`))));
  byId("unfold").hidden = foldable.length === 0;
  byId("unfold").textContent = word(unfolded.size ? "tool.fold" : "tool.unfold");
}

byId("unfold").addEventListener("click", () => {
  if (unfolded.size) unfolded.clear();
  else foldable.forEach((id) => unfolded.add(id));
  showHeader();
  showChart();
});
byId("print").addEventListener("click", () => window.print());
byId("language").addEventListener("click", switchLanguage);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null); });
window.addEventListener("resize", drawConnectors);

/* ---- print: A4 landscape, no card cut by the end of a page ---- */

const SHEET = 725; /* 192 mm at 96 dpi: the page without its margins */

function paginate() {
  const inOrder = () => [...cards.values()]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .sort((a, b) => a.box.top - b.box.top);
  const page = (y) => Math.floor((y + window.scrollY) / SHEET);
  for (let tries = 0; tries < 2 * cards.size; tries += 1) {
    const cut = inOrder().find(({ box }) => box.height < SHEET && page(box.top) !== page(box.bottom));
    if (!cut) return;
    const next = page(cut.box.bottom) * SHEET - window.scrollY - cut.box.top;
    cut.node.style.marginTop = `${parseFloat(cut.node.style.marginTop || "0") + next + 6}px`;
  }
}

window.addEventListener("beforeprint", () => {
  document.body.classList.add("printing");
  paginate();
  drawConnectors();
});
window.addEventListener("afterprint", () => {
  document.body.classList.remove("printing");
  for (const node of cards.values()) node.style.marginTop = "";
  drawConnectors();
});
onLanguage.push(showHeader, showPanel, showChart);
translatePage();
if (focus >= 0) choose({ document: focus });
