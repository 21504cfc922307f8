/* The checklist page: line by line what to look at, with a box to tick and both sentences. */
"use strict";

const ticked = new Set();
let withMinor = false;
const lines = records.gaps.map((gap, at) => ({ ...gap, at }));
const shown = () => lines.filter(({ minor }) => withMinor || !minor);
const byKind = () => records.kinds.map((kind) => [kind, shown().filter((gap) => gap.kind === kind)])
  .filter(([, found]) => found.length);

/* ---- one line ---- */

const heading = ({ no, title }) => no || title
  ? el("p", { class: "task" }, el("b", {}, no), title) : null;

function side(gap, key) {
  const one = gap[key];
  const says = marks(one.says);
  const silent = !says.length && !(gap.whole && one.title) && gap.kind !== "agencies-unlisted"
    ? el("p", { class: "silent" }, word("gaps.silent")) : null;
  const text = !says.length ? silent : gap.whole
    ? el("details", {}, el("summary", {}, word("gaps.text")), el("p", {}, says)) : el("p", {}, says);
  return el("div", { class: `cell ${key}` }, heading(one), text);
}

const values = ({ values: [above, below] }) => above || below
  ? el("p", { class: "values" }, [above || "–", below || "–"].join(" → ")) : null;

function line(gap, number) {
  const id = `line-${gap.at}`;
  const box = el("input", { type: "checkbox", id, checked: ticked.has(gap.at), "aria-label":
    word("gaps.tick", { n: number, title: gap.parent.title || gap.child.title || word(`gap.${gap.kind}`) }),
    onchange: (event) => { if (event.target.checked) ticked.add(gap.at); else ticked.delete(gap.at); showCounts(); } });
  return el("li", { class: `check${gap.minor ? " minor" : ""}` },
    el("label", { class: "tick", for: id }, box, el("span", {}, `${number}`)),
    side(gap, "parent"), side(gap, "child"), el("div", { class: "remark" }),
    gap.values.length || gap.note ? el("div", { class: "about" }, values(gap),
      gap.note ? el("p", { class: "note" }, gap.note) : null) : null);
}

function group([kind, found], first) {
  return el("article", { id: kind, class: `kind ${kind}` },
    el("h2", {}, word(`gap.${kind}`), el("span", { class: "count" }, `${found.length}`)),
    el("ol", {}, found.map((gap, at) => line(gap, first + at))));
}

/* ---- what the list was made from ---- */

const basis = () => [
  records.note ? el("p", { class: "standing" }, records.note) : null,
  records.outline ? el("p", { class: "standing" }, word("gaps.outline")) : null,
  records.path.length ? el("ul", { class: "path" }, records.path.map(({ to, reason, sure }) =>
    el("li", {}, `↑ ${to}`, sure ? el("span", { class: "sure" }, sure) : null, el("span", { class: "why" }, inWords(reason))))) : null,
];

function table(kinds) {
  return el("table", { class: "tally" }, el("tbody", {}, kinds.map(([kind, found]) =>
    el("tr", {}, el("th", { scope: "row" }, el("a", { href: `#${kind}` }, word(`gap.${kind}`))),
      el("td", {}, `${found.length}`)))));
}

/* ---- the page ---- */

function showCounts() {
  const all = shown();
  byId("counts").textContent = word("gaps.counts",
    { n: all.length, done: all.filter(({ at }) => ticked.has(at)).length });
  byId("minor").hidden = !lines.some(({ minor }) => minor);
  byId("minor").textContent = word(withMinor ? "gaps.hide_minor" : "gaps.show_minor",
    { n: lines.filter(({ minor }) => minor).length });
  byId("minor").setAttribute("aria-pressed", String(withMinor));
}

function showTitle() {
  if (!records.named) return; /* a title of the caller's own stays */
  document.title = word("gaps.title", records.named);
  document.querySelector("h1").textContent = document.title;
}

function showStage() {
  const kinds = byKind();
  const sides = el("div", { class: "sides" }, el("span", {}), ["parent", "child"].map((key) =>
    el("div", { class: key }, el("small", {}, sideWord(key)), sourceOf(key))),
    el("div", { class: "remark" }, word("gaps.remark")));
  let first = 1;
  const groups = kinds.map((one) => {
    const made = group(one, first);
    first += one[1].length;
    return made;
  });
  const none = kinds.length ? null : el("p", { class: "standing" }, word("gaps.none"));
  byId("stage").replaceChildren(...[...basis(), kinds.length ? table(kinds) : null, sides, none, ...groups].filter(Boolean));
  byId("contents").replaceChildren(...kinds.map(([kind, found]) => el("a", { href: `#${kind}` },
    el("span", { class: "title" }, word(`gap.${kind}`)), el("span", { class: "count" }, `${found.length}`))));
}

byId("minor").addEventListener("click", () => {
  withMinor = !withMinor;
  showCounts();
  showStage();
});
byId("print").addEventListener("click", () => window.print());
byId("language").addEventListener("click", switchLanguage);
onLanguage.push(showTitle, showCounts, showStage);
translatePage();
