/* Lines between documents: upright at their ends, through the gaps that Python found for them. */
"use strict";

const ways = new Map();
for (const [from, to, ...numbers] of records.routes) {
  const points = [];
  for (let i = 0; i < numbers.length; i += 2) points.push({ x: numbers[i], y: numbers[i + 1] });
  ways.set(`${from} ${to}`, points);
}
const CROWD = 60;

/* Where a line meets a document: above its name or page, or below. */
function meeting(record, above, view) {
  const { side, placed, size, x, y } = record;
  const titled = typeof side === "number";
  if (above) {
    if (titled) return { x, y: placed ? view.toMap({ x: 0, y: placed.box.top - 2 }).y : y - side };
    return { x, y: y - size * 1.1 };
  }
  if (titled) return { x, y: y + side - 30 };
  const labelled = placed && placed.side === "b";
  return { x, y: labelled ? view.toMap({ x: 0, y: placed.box.bottom + 2 }).y : y + size * 1.15 };
}

/* The path of a line as corner points, from the document that rests on the other. */
function wayOf(link, view) {
  const [a, b] = [records.nodes[link.from], records.nodes[link.to]];
  const upwards = b.y < a.y - 1;
  const inside = b.type === "cited" && b.side === "r";
  const start = inside ? { x: a.x, y: a.y } : meeting(a, upwards, view);
  const end = inside ? { x: b.x, y: b.y + (upwards ? 1 : -1) * b.size * 1.2 } : meeting(b, !upwards, view);
  return [start, ...(ways.get(`${link.from} ${link.to}`) || []), end];
}

function tracedWay(points, shorter) {
  const path = new Path2D();
  path.moveTo(points[0].x, points[0].y);
  points.slice(1).forEach((point, i) => {
    const before = points[i];
    const y = i === points.length - 2 ? point.y - shorter : point.y;
    const bend = (y - before.y) * 0.5;
    path.bezierCurveTo(before.x, before.y + bend, point.x, y - bend, point.x, y);
  });
  return path;
}

/* An edge between documents, as wide on the screen at every zoom, with an arrow at its end. */
function drawLineage(ctx, link, view, strong) {
  const line = LINES[link.relation];
  const points = wayOf(link, view);
  const tip = points[points.length - 1];
  const unit = 1 / Math.min(view.scale, 1);
  const head = 9 * unit * Math.sign(tip.y - points[points.length - 2].y || 1);
  ctx.save();
  ctx.globalAlpha = strong ? 1 : line.opacity * Math.min(1, Math.max(0.2, CROWD / lineage.length));
  ctx.strokeStyle = ctx.fillStyle = line.color;
  ctx.lineWidth = (line.thickness + (strong ? 0.8 : 0)) * unit;
  ctx.setLineDash((DASHES[link.status] || []).map((part) => part * unit));
  ctx.lineCap = link.status === "inferred" ? "round" : "butt";
  ctx.stroke(tracedWay(points, head));
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(tip.x - head * 0.45, tip.y - head);
  ctx.lineTo(tip.x + head * 0.45, tip.y - head);
  ctx.fill();
  ctx.restore();
}

/* The line between documents under a point of the screen, or undefined. */
function lineageAt(point) {
  const view = viewNow();
  const at = view.toMap(point);
  const ctx = byId("mynetwork").querySelector("canvas").getContext("2d");
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.setLineDash([]);
  ctx.lineWidth = 12 / view.scale;
  const hit = lineage.find((link) =>
    linkVisible(link) && ctx.isPointInStroke(tracedWay(wayOf(link, view), 0), at.x, at.y));
  ctx.restore();
  return hit;
}
