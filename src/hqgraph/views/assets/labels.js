/* Names on the map, in screen size: the important ones first, and none over another. */
"use strict";

const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const LABELS = {
  document: { size: 13, weight: 700, rank: 0, from: 0, color: "#12304f" },
  directive: { size: 12, weight: 600, rank: 1, from: 0, color: "#1f4b7a" },
  cited: { size: 11, weight: 400, rank: 4, from: 0.3, color: "#4c5a69" },
  agency: { size: 11, weight: 400, rank: 2, from: 0, color: "#07513f" },
  goal: { size: 12, weight: 400, rank: 3, from: 0.5, color: "#6d2f58" },
  task: { size: 12, weight: 400, rank: 3, from: 0.5, color: "#1d4668" },
  safeguard: { size: 12, weight: 400, rank: 3, from: 0.5, color: "#473a75" },
  hospital: { size: 11, weight: 400, rank: 5, from: 0.72, color: "#84331f" },
  target: { size: 11, weight: 400, rank: 6, from: 0.95, color: "#6f5000" },
};
const CELL = 48;
const LEADING = 1.2;
const ASIDE = 3; /* pixels kept free on either side of a label */

/* Remembers which parts of the screen are taken. */
class Screen {
  constructor() {
    this.cells = new Map();
  }

  *keys(box) {
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i += 1) {
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j += 1) {
        yield i * 4096 + j;
      }
    }
  }

  free(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (
          box.left < other.right && other.left < box.right &&
          box.top < other.bottom && other.top < box.bottom
        ) return false;
      }
    }
    return true;
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

/* Break a name into at most `most` lines of about `width` characters. */
function wrapped(text, width, most) {
  const characters = Array.from(text);
  const lines = [];
  const even = Math.ceil(characters.length / Math.max(1, Math.ceil(characters.length / width)));
  for (let i = 0; i < characters.length && lines.length < most; i += even) {
    lines.push(characters.slice(i, i + even).join(""));
  }
  if (characters.length > even * most) lines[most - 1] = lines[most - 1].slice(0, -1) + "…";
  return lines;
}

function shortened(name, most) {
  const characters = Array.from(name);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : name;
}

const measured = new Map();

function textWidth(ctx, font, text) {
  const key = font + text;
  if (!measured.has(key)) measured.set(key, ctx.measureText(text).width);
  return measured.get(key);
}

/* The ways to write a label, best first: a document's may become narrower and shorter. */
function labelWays(type, record, near, far) {
  if (type === "document" || type === "directive") {
    const region = text(record.region);
    /* Everything national has one place: what it is about tells more. */
    const about = record.level === "nation" ? record.short.replace(/^.*?关于/, "") : region;
    if (far && !near && about && record.side === "b") return [[shortened(about, 6)]];
    const number = record.number ? [record.number] : [];
    const wide = typeof record.side === "number" ? 16 : 13;
    return [
      [...wrapped(record.short, wide, near ? 4 : 2), ...number],
      [...wrapped(record.short, 10, 3), ...number],
      number.length ? number : wrapped(record.short, 10, 1),
      ...(records.folded && region ? [[region]] : []),
    ];
  }
  if (type === "agency" && !near) return [wrapped(record.short, 14, 1), wrapped(record.short, 8, 1)];
  const most = { task: 16, goal: 16, safeguard: 16, target: 22, agency: 14 }[type] || 14;
  const name = record.no ? `${record.no} ${record.short}` : record.short;
  return [near ? wrapped(name, 22, 3) : wrapped(name, most, 1)];
}

/* The box of a label beside or under its node, in screen coordinates. */
function labelBox(ctx, font, size, lines, point, reach, side, scale) {
  const width = Math.max(...lines.map((line) => textWidth(ctx, font, line)));
  const height = lines.length === 1 ? size * 0.92 : lines.length * size * LEADING;
  if (typeof side === "number") {
    const bottom = point.y - side * scale - 4;
    return { left: point.x - width / 2, right: point.x + width / 2, top: bottom - height, bottom };
  }
  if (side === "b") {
    const top = point.y + reach + 3;
    return { left: point.x - width / 2, right: point.x + width / 2, top, bottom: top + height };
  }
  const left = side === "l" ? point.x - reach - 5 - width : point.x + reach + 5;
  const top = point.y - height / 2;
  return { left, right: left + width, top, bottom: top + height };
}

/* Every way and side to try; only what is looked at may leave its own side. */
function attempts({ record, near, far }) {
  const other = { l: "r", r: "l" }[record.side] || "b";
  const sides = near ? [record.side, other, "b"] : [record.side];
  return labelWays(rankOf(record), record, near, far).flatMap((lines) => sides.map((side) => [lines, side]));
}

/* Find a place for the labels of `entries` ({record, near}), best first; returns those placed. */
function placeLabels(ctx, entries, view, screen) {
  const placed = [];
  for (const { record, near } of entries) {
    record.placed = null;
    const look = LABELS[rankOf(record)];
    if (!near && view.scale < look.from) continue;
    const point = view.toScreen(record);
    if (point.x < -200 || point.x > view.width + 200) continue;
    if (point.y < -80 || point.y > view.height + 80) continue;
    const far = view.scale < 0.4 && crowded(record.id);
    const size = far && !near ? 11 : look.size + (view.scale > 1.2 ? 1.5 : 0);
    const font = `${far && !near ? 400 : look.weight} ${size}px ${FONT}`;
    ctx.font = font;
    const reach = record.size * view.scale;
    for (const [lines, side] of attempts({ record, near, far })) {
      const box = labelBox(ctx, font, size, lines, point, reach, side, view.scale);
      const room = { ...box, left: box.left - ASIDE, right: box.right + ASIDE };
      if (!screen.free(room) || box.left < 0 || box.right > view.width) continue;
      screen.take(room);
      record.placed = { lines, box, side, font, color: look.color };
      placed.push(record.placed);
      break;
    }
  }
  return placed;
}

/* Draw in the pixels of the screen, whatever the zoom of the map. */
function onScreen(ctx, draw) {
  const ratio = window.devicePixelRatio || 1;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  ctx.restore();
}

function paintLabels(ctx, placed) {
  onScreen(ctx, () => {
    ctx.lineJoin = "round";
    ctx.textBaseline = "middle";
    for (const halo of [true, false]) { /* all halos first: none covers a neighbour's letters */
      for (const { lines, box, side, font, color } of placed) {
        ctx.font = font;
        paintLines(ctx, lines, box, side, halo ? null : color);
      }
    }
  });
}

/* Write lines, or where no colour is given the light halo behind them. */
function paintLines(ctx, lines, box, side, color) {
  const centred = side === "b" || typeof side === "number";
  ctx.textAlign = centred ? "center" : side === "l" ? "right" : "left";
  const x = centred ? (box.left + box.right) / 2 : side === "l" ? box.right : box.left;
  lines.forEach((line, i) => {
    const y = box.top + ((box.bottom - box.top) * (i + 0.5)) / lines.length;
    if (color) {
      ctx.fillStyle = color;
      ctx.fillText(line, x, y);
    } else {
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = "rgba(255,255,255,0.92)";
      ctx.strokeText(line, x, y);
    }
  });
}
