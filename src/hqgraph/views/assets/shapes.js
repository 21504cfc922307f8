/* The look of each type: one colour and one shape of its own, so that either is enough. */
"use strict";

const LOOK = {
  document: { fill: "#1f4b7a", line: "#16375b", shape: "page" },
  directive: { fill: "#ffffff", line: "#1f4b7a", shape: "page", hollow: true },
  cited: { fill: "#ffffff", line: "#6b7b8d", shape: "page", hollow: true },
  goal: { fill: "#a8518a", line: "#7f3a68", shape: "star" },
  task: { fill: "#5b9bd1", line: "#35709f", shape: "dot" },
  safeguard: { fill: "#7d6bb3", line: "#5a4b8c", shape: "triangle" },
  agency: { fill: "#0f8a6d", line: "#0a634e", shape: "hexagon" },
  hospital: { fill: "#cc5a3d", line: "#963d27", shape: "cross" },
  target: { fill: "#e0a100", line: "#9a6f00", shape: "diamond" },
};

const SIZE = { document: 42, directive: 36, cited: 16, agency: 15, goal: 16, hospital: 12 };
const SMALL = 11;
/* Seen from afar a shape grows, to so many pixels, but to no more than fits its place. */
const FAR_SIZE = { document: [9, 72], directive: [8, 64], cited: [3, 22], agency: [3, 22] };
const FAR_SMALL = [2.6, 15];

/* How large a thing is drawn: a basis with a place of its own as a directive, though only cited. */
const rankOf = (record) => (record.type === "cited" && record.side === "b" ? "directive" : record.type);

function sizeAt(type, scale) {
  const [pixels, most] = FAR_SIZE[type] || FAR_SMALL;
  return Math.max(SIZE[type] || SMALL, Math.min(pixels / scale, most));
}

const LINES = {
  part: { color: "#9db4cc", opacity: 0.75, width: 1 },
  responsible: { color: "#5aa893", opacity: 0.3, width: 0.9 },
  lead: { color: "#0f8a6d", opacity: 0.6, width: 1.8 },
  support: { color: "#8fc4b5", opacity: 0.3, width: 0.8 },
  inherited: { color: "#8fc4b5", opacity: 0.22, width: 0.8 },
  target: { color: "#c9971b", opacity: 0.75, width: 1.1 },
  hospital: { color: "#cc7a62", opacity: 0.45, width: 0.9 },
  cites: { color: "#8593a3", opacity: 0.8, thickness: 1.2, curved: true },
  based_on: { color: "#1f4b7a", opacity: 0.95, thickness: 2, curved: true },
};

const DASHES = { stated: false, catalogue: [7, 4], inferred: [0.5, 5] };

/* The outline of a shape around the origin, as corner points; null for circle and page. */
function corners(shape, r) {
  const ring = (count, turn, radii) =>
    Array.from({ length: count }, (_, i) => {
      const angle = turn + (i * 2 * Math.PI) / count;
      const radius = radii ? radii[i % radii.length] : r;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  if (shape === "star") return ring(10, -Math.PI / 2, [r * 1.25, r * 0.55]);
  if (shape === "triangle") return ring(3, -Math.PI / 2, [r * 1.2]);
  if (shape === "hexagon") return ring(6, 0, [r]);
  if (shape === "diamond") return ring(4, 0, [r * 1.1]);
  if (shape === "cross") {
    const a = r * 0.38;
    return [
      [-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a],
      [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a],
    ];
  }
  if (shape === "page") {
    const w = r * 0.78;
    const fold = r * 0.5;
    return [[-w, -r], [w - fold, -r], [w, -r + fold], [w, r], [-w, r]];
  }
  return null;
}

function tracePath(ctx, shape, x, y, r) {
  const points = corners(shape, r);
  ctx.beginPath();
  if (points === null) {
    ctx.arc(x, y, r * 0.92, 0, 2 * Math.PI);
  } else {
    points.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
  }
  ctx.closePath();
}

function drawShape(ctx, type, x, y, r, chosen) {
  const look = LOOK[type];
  tracePath(ctx, look.shape, x, y, r);
  ctx.fillStyle = look.fill;
  ctx.fill();
  ctx.setLineDash(type === "directive" ? [r * 0.28, r * 0.2] : []);
  ctx.lineWidth = look.hollow ? Math.max(1.6, r * 0.1) : 1;
  ctx.strokeStyle = look.line;
  ctx.stroke();
  ctx.setLineDash([]);
  if (look.shape === "page") drawWriting(ctx, look, x, y, r);
  if (chosen) {
    ctx.beginPath();
    ctx.arc(x, y, r * 1.5 + 3, 0, 2 * Math.PI);
    ctx.lineWidth = 3;
    ctx.strokeStyle = "#d9480f";
    ctx.stroke();
  }
}

/* A folded document has more to show. */
function drawPlus(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = "#ffffff";
  ctx.fill();
  ctx.lineWidth = r * 0.2;
  ctx.strokeStyle = "#1f4b7a";
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - r * 0.5, y);
  ctx.lineTo(x + r * 0.5, y);
  ctx.moveTo(x, y - r * 0.5);
  ctx.lineTo(x, y + r * 0.5);
  ctx.stroke();
}

/* Three lines of writing on a page. */
function drawWriting(ctx, look, x, y, r) {
  ctx.beginPath();
  for (const [share, length] of [[-0.15, 0.9], [0.22, 0.9], [0.59, 0.5]]) {
    ctx.moveTo(x - r * 0.45, y + r * share);
    ctx.lineTo(x - r * 0.45 + r * length, y + r * share);
  }
  ctx.lineWidth = r * 0.11;
  ctx.strokeStyle = look.hollow ? look.line : "#ffffff";
  ctx.stroke();
}

/* The same shape as a small picture for legend, lists and panel. */
function icon(type) {
  const look = LOOK[type];
  const points = corners(look.shape, 7);
  const style = {
    fill: look.fill,
    stroke: look.line,
    "stroke-width": look.hollow ? 1.4 : 0.8,
    "stroke-dasharray": type === "directive" ? "2 1.4" : "none",
  };
  const mark = points
    ? svg("polygon", { points: points.map((p) => p.join(",")).join(" "), ...style })
    : svg("circle", { r: 6.4, ...style });
  return svg("svg", { viewBox: "-9 -9 18 18", class: "icon", "aria-hidden": "true" }, mark);
}

function lineSample(status) {
  const dash = { stated: "none", catalogue: "7 4", inferred: "1.5 3.5" }[status];
  return svg(
    "svg",
    { viewBox: "0 0 30 10", class: "line", "aria-hidden": "true" },
    svg("line", {
      x1: 1, y1: 5, x2: 29, y2: 5, stroke: "#1f4b7a", "stroke-width": 2, "stroke-dasharray": dash,
    }),
  );
}
