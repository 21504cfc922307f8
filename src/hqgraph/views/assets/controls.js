/* The network page's controls: legend as filter, search, tools, keys. */
"use strict";

/* ---- legend and filter ---- */

function toggle(set, key, button) {
  if (set.has(key)) set.delete(key);
  else set.add(key);
  button.setAttribute("aria-pressed", String(!set.has(key)));
  nodes.update([...drawn].map((id) => ({ id, hidden: !visible(id) })));
  edges.update(edges.getIds().map((id) => ({ id, hidden: !linkVisible(links[Number(id.slice(1))]) })));
  network.redraw();
}

function filterButton(set, key, mark, name, count) {
  const button = el("button", { type: "button", class: "filter", "aria-pressed": String(!set.has(key)) },
    mark, el("span", {}, name), el("span", { class: "count" }, String(count)));
  button.dataset.key = key;
  button.addEventListener("click", () => toggle(set, key, button));
  return button;
}

function showLegend() {
  const seen = {
    types: [...drawn].map((id) => records.nodes[id]),
    links: links.filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
  };
  const count = (items, key, value) => items.filter((item) => item[key] === value).length;
  const share = (shown, all, key, value) => {
    const [some, total] = [count(shown, key, value), count(all, key, value)];
    return some === total ? String(total) : `${some}/${total}`;
  };
  byId("types").replaceChildren(...records.types.map((type) =>
    filterButton(hiddenTypes, type, icon(type), word(`type.${type}`), share(seen.types, records.nodes, "type", type))));
  byId("statuses").replaceChildren(...["stated", "catalogue", "inferred"].map((status) =>
    filterButton(hiddenStatuses, status, lineSample(status), word(`status.${status}`),
      share(seen.links, links, "status", status))));
  byId("counts").textContent = word("network.counts", {
    documents: count(seen.types, "type", "document"), nodes: drawn.size, edges: seen.links.length,
  });
}

/* ---- search ---- */

const plain = (sentence) => sentence.normalize("NFKC").toLowerCase();
let searchable = null;

/* What a node can be found by, made when the first search begins. */
function index() {
  searchable ??= records.nodes.map((record) => ({
    id: record.id,
    own: plain(record.label),
    names: [...(record.number ? [plain(record.number)] : []), ...record.names.map((name) => plain(text(name)))],
    place: plain(text(record.region)),
  }));
  return searchable;
}
let active = 0;

/* How well a node answers: 0 its own name, 1 another of its names, 2 a part of one; null no. */
function fits(entry, wanted, tokens) {
  const all = [entry.own, ...entry.names, entry.place].join("\n");
  if (!tokens.every((token) => all.includes(token))) return null;
  if (entry.own === wanted) return 0;
  if (entry.names.includes(wanted)) return 1;
  return entry.own.includes(wanted) ? 2 : 3;
}

function found(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const tokens = wanted.split(/\s+/);
  return index()
    .map((entry) => ({ id: entry.id, fit: fits(entry, wanted, tokens) }))
    .filter(({ fit }) => fit !== null)
    .sort((a, b) => a.fit - b.fit || drawn.has(b.id) - drawn.has(a.id) || LABELS[records.nodes[a.id].type].rank - LABELS[records.nodes[b.id].type].rank || a.id - b.id);
}

function resultItem({ id }, position) {
  const record = records.nodes[id];
  const place = text(record.region) || text(record.source);
  const item = el("li", { role: "option", id: `result-${position}`,
    "aria-selected": String(position === active), onmousedown: (event) => event.preventDefault(),
    onclick: () => take(id) },
    icon(record.type), el("span", {}, record.no ? `${record.no} ${record.label}` : record.label),
    place && el("small", {}, place),
    !drawn.has(id) && el("small", { class: "away" }, word("search.away")));
  item.dataset.node = id;
  return item;
}

function take(id) {
  hideResults();
  if (hiddenTypes.has(records.nodes[id].type)) {
    byId("types").querySelector(`[data-key="${records.nodes[id].type}"]`).click();
  }
  choose({ node: id }, true);
}

function showResults() {
  const input = byId("search");
  const list = byId("results");
  const hits = found(input.value);
  active = Math.min(Math.max(active, 0), Math.max(Math.min(hits.length, 60) - 1, 0));
  const head = el("li", { class: "head", role: "presentation" },
    hits.length ? word("search.found", { n: hits.length }) : word("search.none"));
  list.replaceChildren(head, ...hits.slice(0, 60).map(resultItem));
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.setAttribute("aria-activedescendant", hits.length ? `result-${active}` : "");
  const current = byId(`result-${active}`);
  if (current) current.scrollIntoView({ block: "nearest" });
  return hits;
}

function hideResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function searchKey(event) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    active += event.key === "ArrowDown" ? 1 : -1;
    showResults();
    event.preventDefault();
  } else if (event.key === "Enter") {
    const hit = showResults()[active];
    if (hit) take(hit.id);
  } else if (event.key === "Escape") {
    byId("search").value = "";
    hideResults();
  }
}

/* ---- tools and keys ---- */

function exportPng() {
  const canvas = byId("mynetwork").querySelector("canvas");
  const copy = el("canvas", { width: canvas.width, height: canvas.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: `${document.title}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });
}

function stageKey(event) {
  const step = 80 / network.getScale();
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + moves[event.key][0], y: y + moves[event.key][1] } });
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

byId("search").addEventListener("input", () => { active = 0; showResults(); });
byId("search").addEventListener("focus", () => byId("search").value && showResults());
byId("search").addEventListener("blur", hideResults);
byId("search").addEventListener("keydown", searchKey);
byId("mynetwork").addEventListener("keydown", stageKey);
byId("fit").addEventListener("click", fit);
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(0.77));
byId("export").addEventListener("click", exportPng);
byId("language").addEventListener("click", switchLanguage);
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input");
  if (event.key === "/" && !typing) {
    byId("search").focus();
    event.preventDefault();
  } else if (event.key === "Escape" && !typing) choose(null);
});
let resized = 0;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(fit, 120);
});

onLanguage.push(showLegend, showPanel, () => notify(""), () => network.redraw());
drawnChanged();
translatePage();
fit();

/* network.html#IRI opens at that node. */
const asked = decodeURIComponent(location.hash.slice(1));
const start = asked ? records.nodes.findIndex(({ iri }) => iri === asked || decodeURIComponent(iri) === asked) : -1;
if (start >= 0) choose({ node: start }, true);
