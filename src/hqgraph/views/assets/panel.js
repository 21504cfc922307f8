/* The side panel: the sentences behind a node or an edge, and its neighbours. */
"use strict";

const quote = (sentence, source) =>
  el("figure", {}, el("blockquote", {}, sentence), source && el("figcaption", {}, source));

function nodeButton(id, hint) {
  const record = records.nodes[id];
  const label = record.no ? `${record.no} ${record.label}` : record.label;
  return el(
    "button",
    { type: "button", class: "link", onclick: () => choose({ node: id }, true) },
    icon(record.type), el("span", {}, label), hint && el("small", {}, hint),
  );
}

function folded(items, most, build) {
  const head = items.slice(0, most).map(build);
  if (items.length <= most) return head;
  const rest = el("details", { class: "more" },
    el("summary", {}, word("panel.more", { n: items.length - most })),
    items.slice(most).map(build));
  return [...head, rest];
}

function unique(pairs) {
  const seen = new Map();
  for (const [sentence, source] of pairs) {
    if (sentence) seen.set(`${sentence}\n${source}`, [sentence, source]);
  }
  return [...seen.values()];
}

/* Where the sentence of an edge stands: the item, and its document. */
function sourceOf(link) {
  const from = records.nodes[link.from];
  const source = text(from.source);
  return ITEMS.has(from.type) ? `${from.no} ${from.label}　${source}` : source;
}

/* A directive or a cited document is spoken of elsewhere; the panel's head names the rest. */
function statedElsewhere(record) {
  if (record.type !== "directive" && record.type !== "cited") return "";
  const speakers = around[record.id].filter((link) => link.to === record.id && text(link.sentence));
  return speakers.length === 1 ? sourceOf(speakers[0]) : "";
}

function sentencesOf(record) {
  const own = text(record.sentence);
  if (own) return own.split("\n").map((sentence) => [sentence, statedElsewhere(record)]);
  return unique(around[record.id].map((link) => [text(link.sentence), sourceOf(link)]));
}

/* Its own sentence, or one of a relation that a document states. */
const isStated = (record) =>
  Boolean(text(record.sentence)) || around[record.id].some(({ status, sentence }) => status === "stated" && text(sentence));

function detailsOf(record) {
  const groups = new Map();
  for (const [key, value] of record.details) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return [...groups].filter(([key]) => key !== "no").map(([key, values]) =>
    el("section", { class: `detail detail-${key}` },
      el("h3", {}, word(`detail.${key}`)),
      values.length > 1
        ? el("ol", {}, values.map((value) => el("li", {}, value)))
        : el("p", {}, values[0])));
}

function neighboursOf(record) {
  const own = text(record.sentence);
  const groups = new Map();
  for (const link of around[record.id]) {
    const outwards = link.from === record.id;
    const key = `${outwards ? "relation" : "reverse"}.${link.relation}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([link, outwards ? link.to : link.from]);
  }
  return [...groups].map(([key, found]) => {
    const said = unique(found.map(([link]) => [text(link.sentence), sourceOf(link)]));
    return el("section", { class: "neighbours" },
      el("h3", {}, word(key), el("span", { class: "count" }, String(found.length))),
      said.length === 1 && own && said[0][0] !== own ? quote(said[0][0]) : null,
      folded(found, 14, ([link, other]) => nodeButton(other, hintOf(link, other, text(record.region)))));
  });
}

const labelOf = ({ label }) => words[language][`certainty.${label}`] || label;

function hintOf(link, other, home) {
  if (link.status !== "stated") return `${word(`status.${link.status}`)} ${labelOf(link)}`;
  const region = text(records.nodes[other].region);
  return region === home ? "" : region;
}

/* Show or hide on the map what a document holds. */
function foldButton(id) {
  const n = folding.inside[id][1].length - 1;
  const act = () => {
    if (isUnfolded(id)) fold(id);
    else unfold(id);
    choose({ node: id }, true);
  };
  return el("p", {}, el("button", { type: "button", class: "fold-button", "aria-expanded": String(isUnfolded(id)),
    onclick: act }, isUnfolded(id) ? word("unfold.close") : word("unfold.open", { n })));
}

function nodePanel(record) {
  const region = text(record.region);
  const place = [region, record.level && word(`level.${record.level}`)].filter(Boolean).join(" · ");
  const sentences = sentencesOf(record);
  const source = text(record.source);
  return [
    el("p", { class: "kind" }, icon(record.type), word(`type.${record.type}`),
      place && el("span", { class: "place" }, place)),
    el("h2", {}, record.no ? `${record.no} ${record.label}` : record.label),
    source && ITEMS.has(record.type) ? el("p", { class: "source" }, source) : null,
    holds(record.id) ? foldButton(record.id) : null,
    sentences.length
      ? el("section", {}, el("h3", {}, word(isStated(record) ? "panel.sentence" : "panel.reason")),
          folded(sentences, 4, ([sentence, from]) => quote(sentence, from)))
      : null,
    ...detailsOf(record),
    ...neighboursOf(record),
  ];
}

function edgePanel(link) {
  const sentences = text(link.sentence).split("\n").filter(Boolean);
  return [
    el("p", { class: "kind" }, lineSample(link.status), word(`status.${link.status}`),
      link.status !== "stated" && link.label ? el("span", { class: "place" }, labelOf(link)) : null),
    el("h2", {}, word(`relation.${link.relation}`)),
    el("section", { class: "neighbours" },
      nodeButton(link.from), el("p", { class: "arrow" }, "↓"), nodeButton(link.to)),
    sentences.length
      ? el("section", {}, el("h3", {}, word(link.status === "stated" ? "panel.sentence" : "panel.reason")),
          sentences.map((sentence) => quote(sentence)), el("p", { class: "source" }, sourceOf(link)))
      : null,
  ];
}

function helpPanel() {
  const documentsDrawn = records.nodes.filter((record) =>
    started.has(record.id) && ["document", "directive"].includes(rankOf(record)));
  return [
    el("h2", {}, word("panel.welcome")),
    el("p", {}, word(folding ? "panel.unfold" : "panel.help")),
    records.left.length
      ? el("ul", { class: "left" }, records.left.map(([key, values]) => el("li", {}, word(`left.${key}`, values))))
      : null,
    el("section", { class: "neighbours" }, el("h3", {}, word("panel.documents"),
      el("span", { class: "count" }, String(documentsDrawn.length))),
      folded(documentsDrawn, 30, ({ id }) => nodeButton(id, word(`level.${records.nodes[id].level}`)))),
    el("p", { class: "hint" }, word("panel.keys")),
  ];
}

function showPanel() {
  const panel = byId("panel");
  const parts = !chosen ? helpPanel()
    : chosen.node !== undefined ? nodePanel(records.nodes[chosen.node]) : edgePanel(links[chosen.edge]);
  const close = chosen && el("button",
    { type: "button", class: "close", onclick: () => choose(null), "aria-label": word("panel.close") }, "×");
  panel.replaceChildren(...[close, ...parts].filter(Boolean));
  panel.scrollTop = 0;
}
