/* Large networks: documents unfold, others are brought in, and all stand where there is room. */
"use strict";

const folding = records.folded;
const unfolded = []; /* the one opened first comes first */
const guests = []; /* documents brought in by search or from a list */
const LEVELS = ["nation", "province", "city", "county", "township", "unknown"];
const GUESTS_A_ROW = 12;
const homes = new Map(); /* what a document holds -> the documents that hold it */
if (folding) {
  for (const [id, [, held]] of Object.entries(folding.inside)) {
    for (const [other] of held) {
      if (other === Number(id)) continue;
      if (!homes.has(other)) homes.set(other, []);
      homes.get(other).push(Number(id));
    }
  }
}
const holds = (id) => Boolean(folding && folding.inside[id]);
const isUnfolded = (id) => unfolded.includes(id);
const isFolded = (id) => holds(id) && !isUnfolded(id);
const started = new Set(drawn);
const whole = { bands: records.bands, box: records.box };

/* The rows of documents from the top: Python's, then a level's guests. */
function rowsNow() {
  const levels = new Map(whole.bands.map(([level]) => [level, []]));
  const names = [...levels.keys()];
  for (const [band, , ids] of folding.rows) levels.get(names[band]).push(ids);
  for (const id of guests) {
    const { level } = records.nodes[id];
    if (!levels.has(level)) levels.set(level, []);
    const rows = levels.get(level);
    const last = rows[rows.length - 1];
    if (last && last.guests && last.length < GUESTS_A_ROW) last.push(id);
    else rows.push(Object.assign([id], { guests: true }));
  }
  return [...levels].sort((a, b) => LEVELS.indexOf(a[0]) - LEVELS.indexOf(b[0]));
}

const foldedRoom = new Map();
if (folding) for (const [, room, ids] of folding.rows) ids.forEach((id) => foldedRoom.set(id, room));
/* From afar a document among many is named by its place only. */
const crowded = (id) => Boolean(folding) && !isUnfolded(id) && foldedRoom.get(id)?.[0] === folding.room[0];
const roomOf = (id) => (isUnfolded(id) ? folding.inside[id][0] : foldedRoom.get(id) || folding.room);

function place(id, x, y) {
  Object.assign(records.nodes[id], { x, y, side: "b" });
  drawn.add(id);
  if (!isUnfolded(id)) return;
  let room = records.limit - started.size - guests.length;
  for (const [other, dx, dy, side] of folding.inside[id][1]) {
    if (other !== id && (drawn.has(other) || room <= 0)) continue;
    Object.assign(records.nodes[other], { x: x + dx, y: y + dy, side });
    drawn.add(other);
    room -= 1;
  }
}

/* Put everything where it stands now; the same arithmetic as layout_bands.py. */
function arrange() {
  const [rowGap, bandGap] = folding.gaps;
  drawn.clear();
  records.bands = [];
  let y = 0;
  let half = 0;
  for (const [level, rows] of rowsNow()) {
    const top = y;
    for (const row of rows) {
      const rooms = row.map(roomOf);
      const width = rooms.reduce((sum, [left, right]) => sum + left + right, 0);
      const above = Math.max(...rooms.map((room) => room[2]));
      let x = -width / 2;
      row.forEach((id, i) => {
        place(id, x + rooms[i][0], y + above);
        x += rooms[i][0] + rooms[i][1];
      });
      half = Math.max(half, width / 2);
      y += above + Math.max(...rooms.map((room) => room[3])) + rowGap;
    }
    y -= rowGap;
    records.bands.push([level, top, y]);
    y += bandGap;
  }
  records.box = [-half, 0, half, Math.max(y - bandGap, 0)];
}

/* A small network keeps its places; guests stand below it, a row or more per level. */
function arrangeGuests() {
  const [left, , right, bottom] = whole.box;
  records.bands = [...whole.bands];
  records.box = [...whole.box];
  drawn.clear();
  started.forEach((id) => drawn.add(id));
  if (!guests.length) return;
  const top = bottom + 190;
  let y = top + 60;
  for (const level of LEVELS) {
    const here = guests.filter((id) => records.nodes[id].level === level);
    for (let i = 0; i < here.length; i += GUESTS_A_ROW, y += 460) {
      const row = here.slice(i, i + GUESTS_A_ROW);
      const step = Math.max(260, Math.min(900, (right - left) / row.length));
      row.forEach((id, place) => {
        Object.assign(records.nodes[id], { x: (left + right) / 2 + (place - (row.length - 1) / 2) * step, y, side: "b" });
        drawn.add(id);
      });
    }
  }
  records.bands.push(["guests", top, y - 150]);
  records.box[3] = y - 150;
}

function redrawAll() {
  if (folding) arrange();
  else arrangeGuests();
  drawnChanged();
  const wanted = [...drawn].map((id) => {
    const { x, y, type, label } = records.nodes[id];
    return { id, x, y, label, group: type, hidden: !visible(id) };
  });
  network.unselectAll();
  edges.clear();
  nodes.clear();
  nodes.add(wanted);
  edges.add(links.filter(({ from, to }) => drawn.has(from) && drawn.has(to))
    .map((link) => ({ ...edgeLook(link), hidden: !linkVisible(link) })));
  showLegend();
}

/* Keep to the limit: what was opened or brought in first goes first, but not `kept`. */
function makeRoom(kept) {
  const gone = [];
  const count = () => new Set([...started, ...guests,
    ...unfolded.flatMap((id) => folding.inside[id][1].map(([other]) => other))]).size;
  const drop = (list) => {
    const oldest = list.findIndex((id) => !kept.includes(id));
    if (oldest >= 0) gone.push(list.splice(oldest, 1)[0]);
    return oldest >= 0;
  };
  while (count() > records.limit && (drop(unfolded) || drop(guests)));
  return gone;
}

/* Change what is open; say what had to go for it. */
function rearrange(kept) {
  const gone = makeRoom(kept);
  redrawAll();
  notify(gone.length ? word("unfold.gone", { limit: records.limit, n: gone.length }) : "");
}

/* A document with what it rests on, the nearest first. */
function ancestry(id) {
  const found = [id];
  for (let i = 0; i < found.length && found.length < GUESTS_A_ROW; i += 1) {
    for (const { from, to, relation } of around[found[i]]) {
      if (from === found[i] && relation === "based_on" && !found.includes(to)) found.push(to);
    }
  }
  return found;
}

const missing = (id) => ancestry(id).filter((one) => !drawn.has(one) && !homes.has(one));

function bringIn(id) {
  if (drawn.has(id)) return;
  const holders = homes.get(id);
  if (!holders) {
    const family = missing(id);
    guests.push(...family);
    rearrange(family);
    return;
  }
  const holder = holders.find(isUnfolded) || holders.find((one) => drawn.has(one)) || holders[0];
  if (!drawn.has(holder)) guests.push(...missing(holder));
  if (!isUnfolded(holder)) unfolded.push(holder);
  rearrange([holder]);
}

function unfold(id) {
  if (!isFolded(id)) return;
  if (!drawn.has(id)) guests.push(...missing(id));
  unfolded.push(id);
  rearrange([id]);
}

function fold(id) {
  unfolded.splice(unfolded.indexOf(id), 1);
  rearrange([]);
}

function foldAll() {
  unfolded.length = 0;
  guests.length = 0;
  rearrange([]);
  choose(null);
  fit();
}

/* The line below the map: what has just been done, and the way back. */
function notify(sentence) {
  byId("notice").replaceChildren(...[
    sentence && el("span", {}, sentence),
    (unfolded.length || guests.length) && el("button", { type: "button", onclick: foldAll }, word("unfold.all")),
  ].filter(Boolean));
  byId("notice").hidden = !byId("notice").childNodes.length;
}
