/* Moving about the map and choosing on it. */
"use strict";

const GUTTER = 56; /* room for the names of the levels, on either side */

function fit() {
  const [left, top, right, bottom] = records.box;
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const gutter = width > 600 ? GUTTER : 8;
  const scale = Math.min((width - 2 * gutter) / (right - left), height / (bottom - top + 150), 1.2);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/* Show a stretch of the map, not closer than reading size. */
function moveToBox([left, top, right, bottom]) {
  const { clientWidth: width, clientHeight: height } = byId("mynetwork");
  const scale = Math.min(width / (right - left), height / (bottom - top), 1);
  const animation = calmMotion ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}

/* Show a node with its neighbours, an unfolded document with what it holds. */
function moveTo(id) {
  const { x, y } = records.nodes[id];
  if (isUnfolded(id)) {
    const [left, right, above, below] = roomOf(id);
    moveToBox([x - left, y - above, x + right, y + below]);
    return;
  }
  const near = [id, ...around[id].filter(linkVisible).flatMap((link) => [link.from, link.to])];
  const places = near.map((other) => records.nodes[other]);
  const span = (key) => [Math.min(...places.map((p) => p[key])), Math.max(...places.map((p) => p[key]))];
  let [[left, right], [top, bottom]] = [span("x"), span("y")];
  if (records.folded && right - left > FAR) [left, right, top, bottom] = [x - 700, x + 700, y - 500, y + 500];
  moveToBox([left - 260, top - 160, right + 260, bottom + 160]);
}
const FAR = 5000;

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

/* ---- choosing ---- */

function choose(what, move) {
  const focused = document.activeElement;
  const inPanel = byId("panel").contains(focused);
  if (what && what.node !== undefined) bringIn(what.node);
  chosen = what;
  hovered = null;
  network.unselectAll();
  if (what && what.node !== undefined) {
    network.selectNodes([what.node], false);
    if (move) moveTo(what.node);
  }
  showPanel();
  if (inPanel) byId("panel").focus({ preventScroll: true });
  network.redraw();
}

network.on("click", ({ nodes: hit, edges: hitEdges, pointer }) => {
  if (hit.length) {
    const opens = isFolded(hit[0]);
    if (opens) unfold(hit[0]);
    choose({ node: hit[0] }, opens);
    return;
  }
  const line = lineageAt(pointer.DOM);
  const straight = hitEdges.map((id) => links[Number(id.slice(1))])
    .find(({ relation }) => !LINES[relation].curved);
  if (line || straight) choose({ edge: (line || straight).index });
  else choose(null);
});
network.on("doubleClick", ({ nodes: hit }) => hit.length && moveTo(hit[0]));
network.on("hoverNode", ({ node }) => { hovered = node; network.redraw(); });
network.on("blurNode", () => { hovered = null; network.redraw(); });
