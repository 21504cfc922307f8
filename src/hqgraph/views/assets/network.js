/* The network page: what it knows, and how a frame is drawn. */
"use strict";

const records = readJson("hq-records");
const drawing = readJson("hq-network");
const text = (index) => records.strings[index];
/* What no label may cover. */
const SOLID = new Set(["document", "directive", "agency"]);
const ITEMS = new Set(["goal", "task", "safeguard"]);
const byId = (id) => document.getElementById(id);

/* ---- the rows of network_records.py, as objects ---- */

/* IRIs are kept without what most of them begin with. */
const iriOf = (tail) => (/^[a-z]+:/.test(tail) ? tail : records.home + tail);

function nodeOf([type, label, iri, level, region, sentence, source, short, side, names, details], id) {
  const pairs = details.map(([key, value]) => [text(key), value]);
  const own = (wanted) => (pairs.find(([key]) => key === wanted) || [])[1] || "";
  return {
    id, label, iri: iriOf(iri), region, sentence, source, side, names, type: text(type), level: text(level),
    short: short || label, details: pairs, no: own("no"), number: own("number"),
  };
}

const NOTHING = records.strings.length;
records.strings.push("");

function lightOf([type, label, iri, level, region, short, number, date]) {
  const details = [["number", number], ["date", date]].filter(([, value]) => value);
  return {
    id: records.nodes.length, label, iri: iriOf(iri || `doc/${number}`), region, sentence: NOTHING, source: NOTHING, side: "b",
    names: [], type: text(type), level: text(level), details, no: "", number,
    short: short ? Array.from(label).slice(...short).join("") : label,
  };
}

records.nodes = records.nodes.map(nodeOf);
for (const row of records.more) records.nodes.push(lightOf(row));
for (const record of records.nodes) record.size = SIZE[rankOf(record)] || SMALL;
for (const { id, x, y } of drawing.nodes) Object.assign(records.nodes[id], { x, y });
const links = records.edges.map(([from, to, relation, status, label, sentence], index) => ({
  index, id: `e${index}`, from, to, relation: text(relation), status: text(status),
  label: text(label), sentence,
}));
const around = records.nodes.map(() => []);
for (const link of links) {
  around[link.from].push(link);
  if (link.to !== link.from) around[link.to].push(link);
}

const drawn = new Set(drawing.nodes.map(({ id }) => id));
const hiddenTypes = new Set();
const hiddenStatuses = new Set();
let chosen = null; /* {node} or {edge} */
let hovered = null;
const visible = (id) => drawn.has(id) && !hiddenTypes.has(records.nodes[id].type);
const linkVisible = (link) =>
  !hiddenStatuses.has(link.status) && visible(link.from) && visible(link.to);

/* ---- vis-network: nodes by our own shapes, edges between documents by our own lines ---- */

function edgeLook({ id, from, to, relation, status }) {
  const line = LINES[relation];
  if (line.curved) return { id, from, to, status, width: 1, color: { color: line.color, opacity: 0 } };
  const color = { color: line.color, opacity: line.opacity, highlight: line.color, hover: line.color };
  return { id, from, to, status, color, width: line.width, dashes: DASHES[status] };
}

function renderer(type) {
  return ({ ctx, id, x, y, state }) => {
    const { size } = records.nodes[id];
    return {
      drawNode: () => {
        drawShape(ctx, type, x, y, size, state.selected);
        if (isFolded(id)) drawPlus(ctx, x + size * 0.75, y + size * 0.8, size * 0.42);
      },
      nodeDimensions: { width: size * 2, height: size * 2 },
    };
  };
}

drawing.options.groups = Object.fromEntries(Object.keys(LOOK).map((type) =>
  [type, { shape: "custom", size: SIZE[type] || SMALL, ctxRenderer: renderer(type) }]));
var nodes = new vis.DataSet(drawing.nodes);
var edges = new vis.DataSet(drawing.edges.map(({ id }) => edgeLook(links[Number(id.slice(1))])));
var network = new vis.Network(byId("mynetwork"), { nodes, edges }, drawing.options);

let labelOrder = [];
let lineage = [];

/* What is drawn has changed: which labels come first, which lines join documents. */
function drawnChanged() {
  labelOrder = [...drawn].map((id) => records.nodes[id]).sort((a, b) =>
    LABELS[rankOf(a)].rank - LABELS[rankOf(b)].rank || around[b.id].length - around[a.id].length || a.id - b.id);
  lineage = links.filter(({ relation, from, to }) =>
    LINES[relation].curved && drawn.has(from) && drawn.has(to));
}

/* ---- drawing: bands and lines between documents below, highlight and labels above ---- */

function viewNow() {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const toScreen = ({ x, y }) => ({
    x: (x - centre.x) * scale + width / 2,
    y: (y - centre.y) * scale + height / 2,
  });
  const toMap = ({ x, y }) => ({
    x: (x - width / 2) / scale + centre.x,
    y: (y - height / 2) / scale + centre.y,
  });
  return { scale, width, height, toScreen, toMap };
}

let frame = { view: null, light: null, names: [], labels: [] };

network.on("beforeDrawing", (ctx) => {
  const [left, , right] = records.box;
  records.bands.forEach(([, top, bottom], i) => {
    ctx.fillStyle = i % 2 ? "#f6f8fb" : "#eef3f8";
    ctx.fillRect(left - 9000, top - 75, right - left + 18000, bottom - top + 150);
  });
  const view = viewNow();
  for (const record of labelOrder) record.size = sizeAt(rankOf(record), view.scale);
  const screen = new Screen();
  const light = lit();
  onScreen(ctx, () => {
    frame = { view, light, names: bandNames(ctx, view, screen), labels: labelsNow(ctx, view, screen, light) };
  });
  lineage.filter(linkVisible).forEach((link) => drawLineage(ctx, link, view, false));
});

network.on("afterDrawing", (ctx) => {
  if (frame.light) drawLit(ctx, frame.light, frame.view);
  onScreen(ctx, () => {
    ctx.font = `700 15px ${FONT}`;
    ctx.fillStyle = "#5f7083";
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    for (const [name, y] of frame.names) ctx.fillText(name, 14, y);
  });
  paintLabels(ctx, frame.labels);
});

/* The names of the levels, at the left edge of what is seen of their bands. */
function bandNames(ctx, view, screen) {
  const names = [];
  ctx.font = `700 15px ${FONT}`;
  for (const [level, top, bottom] of records.bands) {
    const from = view.toScreen({ x: 0, y: top - 75 }).y;
    const to = view.toScreen({ x: 0, y: bottom + 75 }).y;
    const y = Math.min(Math.max(from + 8, 10), to - 24);
    if (to < 20 || from > view.height) continue;
    const name = word(`level.${level}`);
    screen.take({ left: 8, right: 20 + ctx.measureText(name).width, top: y, bottom: y + 20 });
    names.push([name, y]);
  }
  return names;
}

/* The labels of this frame: what is in the light first. */
function labelsNow(ctx, view, screen, light) {
  for (const record of labelOrder) {
    record.placed = null;
    if (!SOLID.has(record.type) || !visible(record.id)) continue;
    const point = view.toScreen(record);
    const reach = record.size * view.scale;
    screen.take({
      left: point.x - reach, right: point.x + reach, top: point.y - reach, bottom: point.y + reach,
    });
  }
  const shown = ({ id, type }) => !light || light.ids.has(id) || (type === "document" && !records.folded);
  const few = light !== null && light.ids.size <= 60;
  const entries = labelOrder.filter((record) => visible(record.id) && shown(record)).map((record) => ({
    record,
    near: light !== null && (record.id === light.centre || (few && light.ids.has(record.id))),
  }));
  if (light) {
    const weight = ({ record, near }) => (record.id === light.centre ? 2 : near ? 1 : 0);
    entries.sort((a, b) => weight(b) - weight(a));
  }
  return placeLabels(ctx, entries, view, screen);
}

/* The nodes in the light: what is chosen or under the pointer, and its neighbours. */
function lit() {
  const id = hovered !== null ? hovered : chosen && chosen.node;
  if (id !== null && id !== undefined && visible(id)) {
    const ends = around[id].filter(linkVisible);
    return { ids: new Set([id, ...ends.flatMap((link) => [link.from, link.to])]), ends, centre: id };
  }
  if (chosen && chosen.edge !== undefined) {
    const link = links[chosen.edge];
    return { ids: new Set([link.from, link.to]), ends: [link], centre: null };
  }
  return null;
}

function drawLit(ctx, light, view) {
  ctx.save();
  ctx.fillStyle = "rgba(247,249,252,0.8)";
  const [left, top, right, bottom] = records.box;
  const far = 12000;
  ctx.fillRect(left - far, top - far, right - left + 2 * far, bottom - top + 2 * far);
  for (const link of light.ends) {
    const line = LINES[link.relation];
    if (line.curved) {
      drawLineage(ctx, link, view, true);
      continue;
    }
    const [a, b] = [records.nodes[link.from], records.nodes[link.to]];
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.lineWidth = line.width + 1.2;
    ctx.strokeStyle = line.color;
    ctx.stroke();
  }
  for (const id of light.ids) {
    const record = records.nodes[id];
    if (visible(id)) drawShape(ctx, record.type, record.x, record.y, record.size, id === light.centre);
  }
  ctx.restore();
}
