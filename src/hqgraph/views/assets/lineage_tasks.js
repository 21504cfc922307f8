/* One task through the levels: what it answers to, what answers to it, what stands beside it. */
"use strict";

const placeKey = ([id, place]) => `${id}/${place}`;

/* The links of a task, by its end: [task at the other end, link]. */
function linked(key, from, to) {
  return tasks.filter((link) => placeKey(link[from]) === key).map((link) => [link[to], link]);
}

/* Every task tied to one, each with its role, the link that leads to it, why, and its words.
   Tasks of other documents stand beside: those aligned with the task, and those that answer
   to the same task above. */
function kinOf(id, place) {
  const start = placeKey([id, place]);
  const found = new Map();
  const note = (end, role, link, reason, says) => {
    const key = placeKey(end);
    if (key !== start && !found.has(key)) found.set(key, { end, role, link, reason, says });
  };
  const above = linked(start, "child", "parent");
  const lineage = above.filter(([, link]) => !link.beside);
  lineage.forEach(([end, link]) => note(end, "above", link, inWords(link.reason), link.parent_says));
  linked(start, "parent", "child").forEach(([end, link]) =>
    note(end, link.beside ? "beside" : "below", link, inWords(link.reason), link.child_says));
  above.filter(([, link]) => link.beside).forEach(([end, link]) =>
    note(end, "beside", link, inWords(link.reason), link.parent_says));
  const line = new Set([id, ...documentsAbove(id), ...documentsBelow(id)]);
  for (const [parent] of lineage) {
    const { no, label } = documents[parent[0]].items[parent[1]];
    linked(placeKey(parent), "parent", "child").forEach(([end, link]) => {
      if (!line.has(end[0])) note(end, "beside", link, `${word("task.same_parent", { no, title: label })}；${inWords(link.reason)}`, "");
    });
  }
  return [...found.values()];
}

function reached(start, ways, end) {
  const found = new Set();
  const waiting = [start];
  while (waiting.length) {
    for (const edge of ways[waiting.pop()]) {
      if (!found.has(edge[end])) { found.add(edge[end]); waiting.push(edge[end]); }
    }
  }
  return found;
}

/* The documents above one and below one, at any distance. */
const documentsAbove = (id) => reached(id, up, "parent");
const documentsBelow = (id) => reached(id, down, "child");

/* The documents that a task's way leads through: its own, those above, those with kin. */
function taskWay(id, place) {
  return new Set([id, ...documentsAbove(id), ...kinOf(id, place).map(({ end }) => end[0])]);
}

function taskButton(id, place) {
  const item = documents[id].items[place];
  return el("button", { type: "button", class: "task-name", onclick: () => choose({ task: [id, place] }) },
    el("b", {}, item.no), item.label);
}

const weaker = (one, other) => RANK[one.status] > RANK[other.status]
  || (one.status === other.status && one.sure < other.sure);

/* How the documents of a lineage are tied to one: by the weakest edge of the best proven way. */
function tiesFrom(start, ways, end) {
  const best = new Map([[start, { status: "stated", sure: 101, shown: "" }]]);
  const waiting = [start];
  while (waiting.length) {
    const here = waiting.shift();
    for (const edge of ways[here]) {
      const own = { status: edge.status, sure: parseFloat(edge.confidence || "100"), shown: edge.confidence || "" };
      const way = weaker(best.get(here), own) ? best.get(here) : own;
      const known = best.get(edge[end]);
      if (edge[end] !== start && (!known || weaker(known, way))) { best.set(edge[end], way); waiting.push(edge[end]); }
    }
  }
  return best;
}

const sure = (status, shown) => [word(`status.${status}`), shown].filter(Boolean).join(" ");

/* How surely two tasks answer to each other: in words where nearly all are so sure. */
const howSure = (confidence) => sure("inferred", parseFloat(confidence) < 95 ? confidence : `· ${word("sure.nearly")}`);

function step({ end: [id, place], role, link, reason, says }, ties) {
  const one = documents[id];
  const held = one.state === "loaded" || one.items.length > 0;
  const item = place === null ? null : one.items[place];
  const tie = role === "above" || role === "below" ? ties[role].get(id) : null;
  const words = says || (item && (item.opening || item.sentence));
  return el("li", { class: `step ${role}` },
    el("p", { class: "mark" }, el("span", { class: "tag" }, word(`role.${role}`)),
      tie ? el("span", { class: `tag ${tie.status}` }, word("task.tie", { status: sure(tie.status, tie.shown) })) : null,
      link ? el("span", { class: "tag inferred" }, word("task.link", { status: howSure(link.confidence) })) : null,
      held ? null : el("span", { class: "tag not_held" }, word("status.not_held")),
      role === "self" ? el("span", { class: "tag stated" }, word("status.stated")) : null,
      el("button", { type: "button", class: "place-name", onclick: () => choose({ document: id }) },
        [one.region, one.number].filter(Boolean).join(" ") || one.short)),
    item ? taskButton(id, place) : el("p", { class: "hint" }, held ? word("task.unaligned") : one.short),
    item && item.kind === "outline" ? el("p", { class: "hint" }, word("task.outline")) : null,
    words ? el("blockquote", {}, words) : null,
    reason ? el("p", { class: "why" }, reason) : null);
}

const MOST_STEPS = 12; /* at one level, before the rest is folded away */

/* The steps of one level; the many are made when they are first unfolded. */
function stepList(here, ties) {
  const list = (some) => el("ul", { class: "steps" }, some.map((one) => step(one, ties)));
  if (here.length <= MOST_STEPS) return list(here);
  const rest = here.slice(MOST_STEPS);
  return [list(here.slice(0, MOST_STEPS)), el("details", { class: "more", ontoggle: ({ currentTarget: more }) => {
    if (more.open && more.children.length === 1) more.append(list(rest));
  } }, el("summary", {}, word("panel.more", { n: rest.length })))];
}

function taskPanel(id, place) {
  const item = documents[id].items[place];
  const kin = kinOf(id, place);
  const met = new Set([id, ...kin.map(({ end }) => end[0])]);
  const steps = [{ end: [id, place], role: "self", link: null }, ...kin,
    ...[...documentsAbove(id)].filter((one) => !met.has(one)).map((one) => ({ end: [one, null], role: "above", link: null }))];
  const ties = { above: tiesFrom(id, up, "parent"), below: tiesFrom(id, down, "child") };
  const order = { above: 0, self: 1, below: 2, beside: 3 };
  return [
    el("p", { class: "kind" }, word(`type.${item.kind}`), el("span", { class: "place" }, documents[id].region || documents[id].short)),
    el("h2", {}, `${item.no} ${item.label}`),
    ...levels.map((level) => {
      const here = steps.filter(({ end }) => documents[end[0]].level === level)
        .sort((a, b) => order[a.role] - order[b.role] || a.end[0] - b.end[0]);
      return here.length ? el("section", {}, el("h3", {}, word(`level.${level}`)), stepList(here, ties)) : null;
    }),
    el("p", { class: "hint" }, word(looked.aligned ? "task.looked_page" : "task.linked_page", { n: looked.documents })),
  ];
}
