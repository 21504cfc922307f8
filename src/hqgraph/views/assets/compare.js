/* The comparison page: both texts side by side, pair by pair, with what changed marked. */
"use strict";

let onlyChanges = false;

const heading = ({ kind, no, title }, side) => el("div", { class: `head ${side}` },
  el("span", { class: "side" }, records[side].short, kind === "task" ? null : ` · ${word(`type.${kind}`)}`),
  el("span", { class: "task" }, el("b", {}, no), title));

/* ---- one pair ---- */

function sentence(row) {
  const moved = row.moved ? el("span", { class: "moved" }, word("compare.moved_to", row.moved)) : null;
  const change = row.moved ? "moved" : row.kind === "kept" ? "same" : row.kind;
  return el("div", { class: `row ${row.moved ? "moved" : row.kind}` },
    el("div", { class: "cell parent" }, marks(row.parent), row.kind === "added" ? moved : null),
    el("div", { class: "sign", title: word(`compare.${change}`) }, SIGNS[change === "same" ? "kept" : change]),
    el("div", { class: "cell child" }, marks(row.child), row.kind === "dropped" ? moved : null));
}

function sentences(pair) {
  if (pair.outline) return [el("p", { class: "note" }, sideWord("outline"))];
  const shown = [];
  let kept = 0;
  const flush = () => {
    if (kept) shown.push(el("p", { class: "folded" }, `＝ ${word("compare.kept", { n: kept })}`));
    kept = 0;
  };
  for (const row of pair.rows) {
    if (onlyChanges && row.kind === "kept") kept += 1;
    else { flush(); shown.push(sentence(row)); }
  }
  flush();
  return shown;
}

const valued = (value, subject, by) => value ? [subject, value, by && `（${by}）`].filter(Boolean).join(" ") : "–";

function target(one) {
  return el("li", {}, turned(one.change), el("span", { class: "what" }, one.name),
    el("span", { class: "values" }, valued(one.parent, one.parent_subject, one.parent_by), " → ",
      valued(one.child, one.child_subject, one.child_by)),
    one.reason ? el("span", { class: "why" }, one.reason) : null);
}

function facts(pair) {
  const targets = onlyChanges ? pair.targets.filter(({ change }) => change !== "same") : pair.targets;
  const { added, dropped } = pair.agencies;
  const dates = pair.deadline;
  return [
    targets.length ? el("div", { class: "fact" }, el("h3", {}, word("compare.targets")), el("ul", {}, targets.map(target))) : null,
    added.length + dropped.length ? el("div", { class: "fact" }, el("h3", {}, word("compare.agencies")), el("ul", {},
      [[added, "added"], [dropped, "dropped"]].filter(([kinds]) => kinds.length).map(([kinds, change]) =>
        el("li", {}, turned(change), el("span", { class: "values" }, kinds.join("、")))))) : null,
    dates.change && !(onlyChanges && dates.change === "same")
      ? el("div", { class: "fact" }, el("h3", {}, word("compare.deadline")), el("ul", {}, el("li", {}, turned(dates.change),
        el("span", { class: "values" }, `${dates.parent || "–"} → ${dates.child || "–"}`)))) : null,
  ];
}

function article(pair, at) {
  return el("article", { id: `pair-${at}` },
    el("div", { class: "heads" }, heading(pair.parent, "parent"),
      el("span", { class: "sure", title: word("lineage.confidence", { n: pair.confidence }) }, pair.confidence),
      heading(pair.child, "child")),
    el("details", { class: "reason" }, el("summary", {}, word("compare.reason")),
      el("p", {}, inWords(pair.reason)),
      pair.shared.length ? el("p", { class: "shared" }, `${word("compare.shared")}：${pair.shared.join("、")}`) : null),
    el("div", { class: "facts" }, facts(pair)),
    el("div", { class: "rows" }, sentences(pair)));
}

/* ---- items without a partner ---- */

function lonely(key, side, change) {
  const items = records[key];
  if (!items.length) return null;
  return el("article", { id: key, class: "lonely" },
    el("h2", {}, `${SIGNS[change]} ${sideWord(key)}`, el("span", { class: "count" }, `${items.length}`)),
    el("p", { class: "source" }, sourceOf(side)),
    items.map((item) => el("details", { open: item.sentences.length === 0 },
      el("summary", {}, el("b", {}, item.no), item.title,
        item.kind === "task" ? null : el("span", { class: "side" }, word(`type.${item.kind}`))),
      el("ul", {}, item.sentences.map((text) => el("li", {}, text))))));
}

/* ---- contents ---- */

function tally(pair) {
  const turns = pair.targets.map(({ change }) => change).filter((change) => change === "tightened" || change === "loosened");
  if (pair.deadline.change === "earlier" || pair.deadline.change === "later") turns.push(pair.deadline.change);
  const counts = ["changed", "added", "dropped", "moved"].map((kind) => [kind, pair.counts[kind]]).filter(([, n]) => n);
  return [
    ...[...new Set(turns)].map((change) => el("span", { class: `turn ${change}`, title: word(`compare.${change}`) }, TURNS[change])),
    counts.length ? el("span", { class: "count" }, counts.map(([kind, n]) => `${SIGNS[kind]}${n}`).join(" ")) : null,
  ];
}

function showContents() {
  const entries = records.pairs.map((pair, at) => el("a", { href: `#pair-${at}` },
    el("span", { class: "numbers" }, `${pair.parent.no} → ${pair.child.no}`),
    el("span", { class: "title" }, pair.child.title), el("span", { class: "tally" }, tally(pair))));
  const rest = ["parent_only", "child_only"].filter((key) => records[key].length).map((key) =>
    el("a", { href: `#${key}`, class: "rest" }, el("span", { class: "title" }, sideWord(key)),
      el("span", { class: "count" }, `${records[key].length}`)));
  byId("contents").replaceChildren(...entries, ...rest);
}

/* ---- the page ---- */

function showHeader() {
  byId("counts").textContent = sideWord("counts", { pairs: records.pairs.length,
    parent_only: records.parent_only.length, child_only: records.child_only.length });
  byId("legend").replaceChildren(
    el("del", {}, word("compare.removed_words")), el("ins", {}, word("compare.new_words")),
    ...["tightened", "loosened"].map(turned));
  byId("changes").textContent = word(onlyChanges ? "compare.show_all" : "compare.only_changes");
  byId("changes").setAttribute("aria-pressed", String(onlyChanges));
}

function showStage() {
  const sides = el("div", { class: "sides" }, ["parent", "child"].map((side) =>
    el("div", { class: side }, el("small", {}, sideWord(side)), sourceOf(side))));
  const note = records.note ? el("p", { class: "standing" }, records.note) : null;
  const silent = records.unlisted ? el("p", { class: "standing" }, `${sourceOf(records.unlisted)} ${word("compare.unlisted")}`) : null;
  byId("stage").replaceChildren(...[note, silent, sides, ...records.pairs.map(article),
    lonely("parent_only", "parent", "dropped"), lonely("child_only", "child", "added")].filter(Boolean));
}

byId("changes").addEventListener("click", () => {
  onlyChanges = !onlyChanges;
  showHeader();
  showStage();
});
byId("print").addEventListener("click", () => window.print());
byId("language").addEventListener("click", switchLanguage);
window.addEventListener("beforeprint", () => {
  for (const node of document.querySelectorAll(".lonely details")) node.open = true;
});
onLanguage.push(showHeader, showContents, showStage);
translatePage();
