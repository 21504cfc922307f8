/* One task through the levels: what it answers to, what answers to it, what stands beside it. */
"use strict";

const placeKey = ([id, place]) => `${id}/${place}`;

/* The links of a task, by its end: [task at the other end, link]. */
function linked(key, from, to) {
  return tasks.filter((link) => placeKey(link[from]) === key).map((link) => [link[to], link]);
}

/* Every task tied to one, each with its role and the links that lead to it. */
function kinOf(id, place) {
  const start = placeKey([id, place]);
  const found = new Map();
  const note = (end, role, link) => {
    const key = placeKey(end);
    if (key === start) return;
    if (!found.has(key)) found.set(key, { end, role, link });
  };
  const above = linked(start, "child", "parent");
  above.forEach(([end, link]) => note(end, "above", link));
  linked(start, "parent", "child").forEach(([end, link]) => note(end, "below", link));
  for (const [parent] of above) {
    linked(placeKey(parent), "parent", "child").forEach(([end, link]) => note(end, "beside", link));
  }
  return [...found.values()];
}

/* The documents above one, at any distance. */
function documentsAbove(id) {
  const found = new Set();
  const waiting = [id];
  while (waiting.length) {
    for (const { parent } of up[waiting.pop()]) {
      if (!found.has(parent)) { found.add(parent); waiting.push(parent); }
    }
  }
  return found;
}

/* The documents that a task's way leads through: its own, those above, those with kin. */
function taskWay(id, place) {
  return new Set([id, ...documentsAbove(id), ...kinOf(id, place).map(({ end }) => end[0])]);
}

function taskButton(id, place) {
  const item = documents[id].items[place];
  return el("button", { type: "button", class: "task-name", onclick: () => choose({ task: [id, place] }) },
    el("b", {}, item.no), item.label);
}

/* How a document is tied to the lineage of another: by the strongest of its edges. */
function tieOf(id, role) {
  if (role === "self") return "stated";
  const ties = up[id].concat(down[id]).map(({ status }) => status);
  return role === "beside" || !ties.length ? "inferred" : ties.sort((a, b) => RANK[a] - RANK[b])[0];
}

function step(id, role, place, link) {
  const one = documents[id];
  const held = one.state === "loaded" || one.items.length > 0;
  const item = place === null ? null : one.items[place];
  const tag = !held ? "not_held" : item ? role === "self" ? "stated" : "inferred" : tieOf(id, role);
  return el("li", { class: `step ${role}` },
    el("p", { class: "mark" }, el("span", { class: "tag" }, word(`role.${role}`)),
      el("span", { class: `tag ${tag}` }, word(`status.${tag}`), link ? ` ${link.confidence}` : ""),
      el("button", { type: "button", class: "place-name", onclick: () => choose({ document: id }) },
        [one.region, one.number].filter(Boolean).join(" ") || one.short)),
    item ? taskButton(id, place) : el("p", { class: "hint" }, held ? word("task.unaligned") : one.short),
    item && item.kind === "outline" ? el("p", { class: "hint" }, word("task.outline")) : null,
    item && (item.opening || item.sentence) ? el("blockquote", {}, item.opening || item.sentence) : null,
    link && link.reason ? el("p", { class: "why" }, link.reason) : null);
}

function taskPanel(id, place) {
  const item = documents[id].items[place];
  const kin = kinOf(id, place);
  const met = new Set([id, ...kin.map(({ end }) => end[0])]);
  const steps = [{ end: [id, place], role: "self", link: null }, ...kin,
    ...[...documentsAbove(id)].filter((one) => !met.has(one)).map((one) => ({ end: [one, null], role: "above", link: null }))];
  const order = { above: 0, self: 1, below: 2, beside: 3 };
  return [
    el("p", { class: "kind" }, word(`type.${item.kind}`), el("span", { class: "place" }, documents[id].region || documents[id].short)),
    el("h2", {}, `${item.no} ${item.label}`),
    ...levels.map((level) => {
      const here = steps.filter(({ end }) => documents[end[0]].level === level)
        .sort((a, b) => order[a.role] - order[b.role] || a.end[0] - b.end[0]);
      return here.length ? el("section", {}, el("h3", {}, word(`level.${level}`)),
        el("ul", { class: "steps" }, here.map(({ end, role, link }) => step(end[0], role, end[1], link)))) : null;
    }),
  ];
}
