/* The timeline page: lanes and marks by date, and below them what is due when. */
"use strict";

const records = readJson("hq-records");
const KINDS = ["deadline", "milestone", "target"];
const hidden = new Set();
const LANE = 78, LEFT = 130, RIGHT = 30, TOP = 34, WIDTH = 1120;
const RAISED = { deadline: -20, milestone: 0, target: 20 };

function kindWord(kind) {
  return word(`kinds.${kind}`);
}

function day(due) {
  const [year, month, date] = due.split("-").map(Number);
  return Date.UTC(year, month - 1, date) / 86400000;
}

function shown() {
  return records.points.filter((point) => !hidden.has(point.kind));
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

function shape(kind, x, y, size) {
  if (kind === "deadline") return svg("circle", { class: "shape", cx: x, cy: y, r: size });
  const turn = kind === "milestone" ? `rotate(45 ${x} ${y})` : "";
  return svg("rect", { class: "shape", x: x - size * 0.85, y: y - size * 0.85, width: size * 1.7, height: size * 1.7, transform: turn });
}

function scale() {
  const years = records.points.map((point) => Number(point.due.slice(0, 4)));
  const first = Math.min(...years), last = Math.max(...years) + 1;
  const from = day(`${first}-01-01`), to = day(`${last}-01-01`);
  return { first, last, x: (due) => LEFT + ((day(due) - from) / (to - from)) * (WIDTH - LEFT - RIGHT) };
}

/* Lanes are drawn for documents that have a date; places tells which one is where. */
function drawChart() {
  if (!records.points.length) return;
  const dated = [...new Set(records.points.map((point) => point.lane))].sort((a, b) => a - b);
  const places = new Map(dated.map((lane, place) => [lane, place]));
  const height = TOP + dated.length * LANE + 8;
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": document.title });
  const { first, last, x } = scale();
  for (let year = first; year <= last; year += 1) {
    const at = x(`${year}-01-01`);
    picture.append(svg("line", { class: "rule", x1: at, x2: at, y1: TOP - 8, y2: height }));
    if (year < last) picture.append(svg("text", { class: "year", x: (at + x(`${year + 1}-01-01`)) / 2, y: 18, "text-anchor": "middle" }, String(year)));
  }
  dated.map((lane) => records.lanes[lane]).forEach((lane, place) => {
    const middle = TOP + place * LANE + LANE / 2;
    const name = lane.name.length > 9 ? `${lane.name.slice(0, 8)}…` : lane.name;
    picture.append(svg("line", { class: "rule", x1: 0, x2: WIDTH, y1: middle + LANE / 2, y2: middle + LANE / 2 }));
    picture.append(svg("text", { x: 12, y: middle + 5 }, name, svg("title", {}, lane.source)));
  });
  const marks = grouped(shown(), (point) => `${point.lane} ${point.kind} ${point.due}`);
  for (const points of marks.values()) picture.append(mark(points, x, places));
  document.getElementById("chart").replaceChildren(picture);
}

function mark(points, x, places) {
  const { kind, due, lane } = points[0];
  const at = x(due), y = TOP + places.get(lane) * LANE + LANE / 2 + RAISED[kind];
  const size = 5 + Math.min(6, Math.sqrt(points.length));
  const late = due.slice(5, 7) > "06";
  const told = `${records.lanes[lane].name} ${due} ${kindWord(kind)} ${word("timeline.tasks", { n: points.length })}`;
  const node = svg("g", { class: `mark ${kind}`, tabindex: 0, role: "link", "aria-label": told }, svg("title", {}, told),
    shape(kind, at, y, size), svg("text", { x: late ? at - size - 5 : at + size + 5, y: y + 4, "text-anchor": late ? "end" : "start" }, `${due.slice(5)} · ${word("timeline.tasks", { n: points.length })}`));
  const go = () => document.getElementById(`day-${due}`).scrollIntoView({ behavior: calmMotion ? "auto" : "smooth" });
  node.addEventListener("click", go);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
  return node;
}

function entry(point) {
  return el("li", { class: point.kind }, el("span", { class: "kind" }, kindWord(point.kind)),
    el("div", {}, el("p", {}, el("strong", {}, point.task)),
      el("p", { class: "words" }, point.quote), el("p", { class: "bodies" }, point.bodies)));
}

function dayBlock(title, id, points) {
  const block = el("section", { id }, el("h2", {}, title, el("span", { class: "count" }, word("timeline.tasks", { n: points.length }))));
  for (const [lane, found] of grouped(points, (point) => point.lane)) {
    block.append(el("h3", {}, records.lanes[lane].source), el("ul", {}, found.map(entry)));
  }
  return block;
}

function drawList() {
  const days = grouped(shown(), (point) => point.due);
  const blocks = [...days].map(([due, points]) => dayBlock(due, `day-${due}`, points));
  const rest = records.undated.filter((point) => !hidden.has(point.kind));
  if (rest.length) blocks.push(dayBlock(word("timeline.undated"), "undated", rest));
  document.getElementById("list").replaceChildren(...blocks);
}

function drawKinds() {
  const present = KINDS.filter((kind) => [...records.points, ...records.undated].some((point) => point.kind === kind));
  document.getElementById("kinds").replaceChildren(...present.map((kind) => {
    const icon = svg("svg", { class: "icon", viewBox: "0 0 18 18" }, shape(kind, 9, 9, 6));
    return el("button", { type: "button", class: kind, "data-kind": kind, "aria-pressed": String(!hidden.has(kind)), onclick: () => toggle(kind) }, icon, kindWord(kind));
  }));
}

function toggle(kind) {
  if (!hidden.delete(kind)) hidden.add(kind);
  draw();
  document.querySelector(`#kinds [data-kind="${kind}"]`).focus();
}

function draw() {
  const dates = new Set(records.points.map((point) => point.due)).size;
  document.getElementById("counts").textContent = `${records.scope} · ${word("timeline.counts", { dates, points: records.points.length, undated: records.undated.length })}`;
  drawKinds();
  drawChart();
  drawList();
}

document.getElementById("print").addEventListener("click", () => window.print());
document.getElementById("language").addEventListener("click", switchLanguage);
onLanguage.push(draw);
translatePage();
