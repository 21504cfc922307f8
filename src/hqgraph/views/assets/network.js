/* The network page: drawing, moving, choosing. */
"use strict";

const records = readJson("hq-records");
const drawing = readJson("hq-network");
const text = (index) => records.strings[index];
/* What no label may cover. */
const SOLID = new Set(["document", "directive", "agency"]);
const ITEMS = new Set(["goal", "task", "safeguard"]);
const byId = (id) => document.getElementById(id);
records.nodes.forEach((record, id) => {
  record.id = id;
  Object.assign(record, { x: drawing.nodes[id].x, y: drawing.nodes[id].y, size: drawing.nodes[id].size });
});
const links = drawing.edges.map((edge, i) => ({ ...records.edges[i], ...edge, index: i }));
const around = records.nodes.map(() => []);
links.forEach((link) => {
  around[link.from].push(link);
  if (link.to !== link.from) around[link.to].push(link);
});

const hiddenTypes = new Set();
const hiddenStatuses = new Set();
let chosen = null; /* {node} or {edge} */
let hovered = null;

function edgeLook(edge) {
  const line = LINES[edge.relation];
  if (line.curved) {
    /* Drawn by ourselves in screen size (drawLineage); vis-network only hears the clicks. */
    const smooth = { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.5 };
    return { ...edge, color: { color: line.color, opacity: 0.01 }, width: 14, smooth };
  }
  const color = { color: line.color, opacity: line.opacity, highlight: line.color, hover: line.color };
  return { ...edge, color, width: line.width, dashes: DASHES[edge.status] };
}

/* vis-network's own shape: ours, so that map, legend and highlight look the same. */
function renderer(type) {
  return ({ ctx, x, y, state, style }) => ({
    drawNode: () => drawShape(ctx, type, x, y, style.size, state.selected),
    nodeDimensions: { width: style.size * 2, height: style.size * 2 },
  });
}

drawing.options.groups = Object.fromEntries(
  Object.keys(LOOK).map((type) => [type, { shape: "custom", ctxRenderer: renderer(type) }]),
);
var nodes = new vis.DataSet(drawing.nodes);
var edges = new vis.DataSet(drawing.edges.map(edgeLook));
var network = new vis.Network(byId("mynetwork"), { nodes, edges }, drawing.options);

const lineage = links.filter(({ relation }) => LINES[relation].curved);

/* ---- drawing: bands below, highlight and labels above ---- */

const visible = (id) => !hiddenTypes.has(records.nodes[id].type);
const linkVisible = (link) =>
  !hiddenStatuses.has(link.status) && visible(link.from) && visible(link.to);
const labelOrder = [...records.nodes].sort(
  (a, b) =>
    LABELS[a.type].rank - LABELS[b.type].rank || around[b.id].length - around[a.id].length || a.id - b.id,
);

function viewNow() {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const toScreen = ({ x, y }) => ({
    x: (x - centre.x) * scale + width / 2,
    y: (y - centre.y) * scale + height / 2,
  });
  return { scale, width, height, toScreen };
}

network.on("beforeDrawing", (ctx) => {
  const [left, , right] = records.box;
  records.bands.forEach(([, top, bottom], i) => {
    ctx.fillStyle = i % 2 ? "#f6f8fb" : "#eef3f8";
    ctx.fillRect(left - 6000, top - 75, right - left + 12000, bottom - top + 150);
  });
  lineage.filter(linkVisible).forEach((link) => drawLineage(ctx, link, network.getScale(), false));
});

/* An edge between documents, as wide on the screen at every zoom, with an arrow upwards. */
function drawLineage(ctx, link, scale, strong) {
  const line = LINES[link.relation];
  const [a, b] = [records.nodes[link.from], records.nodes[link.to]];
  const unit = 1 / Math.min(scale, 1);
  const reach = (b.size + 4) * Math.sign(a.y - b.y || 1);
  const tip = { x: b.x, y: b.y + reach };
  const head = 9 * unit * Math.sign(reach);
  ctx.save();
  ctx.globalAlpha = strong ? 1 : line.opacity;
  ctx.strokeStyle = ctx.fillStyle = line.color;
  ctx.lineWidth = (line.thickness + (strong ? 0.8 : 0)) * unit;
  ctx.setLineDash((DASHES[link.status] || []).map((part) => part * unit));
  ctx.lineCap = link.status === "inferred" ? "round" : "butt";
  traceLine(ctx, a, { x: tip.x, y: tip.y + head }, true);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(tip.x - head * 0.45, tip.y + head);
  ctx.lineTo(tip.x + head * 0.45, tip.y + head);
  ctx.fill();
  ctx.restore();
}

function bandNames(ctx, view, screen) {
  const ratio = window.devicePixelRatio || 1;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.font = `700 15px ${FONT}`;
  ctx.fillStyle = "#7d8ea1";
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  for (const [level, top, bottom] of records.bands) {
    const from = view.toScreen({ x: 0, y: top - 75 }).y;
    const to = view.toScreen({ x: 0, y: bottom + 75 }).y;
    const y = Math.min(Math.max(from + 8, 10), to - 24);
    if (to < 20 || from > view.height) continue;
    const name = word(`level.${level}`);
    screen.take({ left: 8, right: 20 + ctx.measureText(name).width, top: y, bottom: y + 20 });
    ctx.fillText(name, 14, y);
  }
  ctx.restore();
}

/* The nodes in the light: what is chosen or under the pointer, and its neighbours. */
function lit() {
  const id = hovered !== null ? hovered : chosen && chosen.node;
  if (id !== null && id !== undefined) {
    const ends = around[id].filter(linkVisible);
    return { ids: new Set([id, ...ends.flatMap((link) => [link.from, link.to])]), ends, centre: id };
  }
  if (chosen && chosen.edge !== undefined) {
    const link = links[chosen.edge];
    return { ids: new Set([link.from, link.to]), ends: [link], centre: null };
  }
  return null;
}

function drawLit(ctx, light) {
  ctx.save();
  ctx.fillStyle = "rgba(247,249,252,0.8)";
  const [left, top, right, bottom] = records.box;
  const far = 8000;
  ctx.fillRect(left - far, top - far, right - left + 2 * far, bottom - top + 2 * far);
  for (const link of light.ends) {
    const a = records.nodes[link.from];
    const b = records.nodes[link.to];
    const line = LINES[link.relation];
    if (line.curved) {
      drawLineage(ctx, link, network.getScale(), true);
      continue;
    }
    traceLine(ctx, a, b, false);
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

network.on("afterDrawing", (ctx) => {
  const view = viewNow();
  const screen = new Screen();
  const light = lit();
  bandNames(ctx, view, screen);
  if (light) drawLit(ctx, light);
  for (const record of labelOrder) {
    if (!SOLID.has(record.type) || !visible(record.id)) continue;
    const point = view.toScreen(record);
    const reach = record.size * view.scale;
    screen.take({
      left: point.x - reach, right: point.x + reach, top: point.y - reach, bottom: point.y + reach,
    });
  }
  const shown = ({ id, type }) => !light || light.ids.has(id) || type === "document";
  const entries = labelOrder.filter((record) => visible(record.id) && shown(record));
  const few = light !== null && light.ids.size <= 60;
  const marked = entries.map((record) => ({
    record, x: record.x, y: record.y, size: record.size,
    near: light !== null && (record.id === light.centre || (few && light.ids.has(record.id))),
  }));
  if (light) {
    const weight = ({ record, near }) => (record.id === light.centre ? 2 : near ? 1 : 0);
    marked.sort((a, b) => weight(b) - weight(a));
  }
  drawLabels(ctx, marked, view, screen);
});

/* ---- moving ---- */

const GUTTER = 56; /* room for the names of the levels, on either side */

function fit() {
  const [left, top, right, bottom] = records.box;
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const scale = Math.min((width - 2 * GUTTER) / (right - left), height / (bottom - top + 150), 1.2);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/* Show a node with its neighbours, not closer than reading size. */
function moveTo(id) {
  const near = [id, ...around[id].filter(linkVisible).flatMap((link) => [link.from, link.to])];
  const places = near.map((other) => records.nodes[other]);
  const span = (key) => [Math.min(...places.map((p) => p[key])), Math.max(...places.map((p) => p[key]))];
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const scale = Math.min(width / (right - left + 520), height / (bottom - top + 320), 1);
  const animation = calmMotion ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

/* ---- choosing ---- */

function choose(what, move) {
  chosen = what;
  hovered = null;
  network.unselectAll();
  if (what && what.node !== undefined) {
    network.selectNodes([what.node], false);
    if (move) moveTo(what.node);
  }
  showPanel();
  network.redraw();
}

network.on("click", ({ nodes: hit, edges: hitEdges }) => {
  if (hit.length) choose({ node: hit[0] });
  else if (hitEdges.length) choose({ edge: links.findIndex((link) => link.id === hitEdges[0]) });
  else choose(null);
});
network.on("doubleClick", ({ nodes: hit }) => hit.length && moveTo(hit[0]));
network.on("hoverNode", ({ node }) => { hovered = node; network.redraw(); });
network.on("blurNode", () => { hovered = null; network.redraw(); });
