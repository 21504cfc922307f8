/* What the pages of two documents share: how either side is called, and the marks of a change. */
"use strict";

const records = readJson("hq-records");
const byId = (id) => document.getElementById(id);
const SIGNS = { kept: "＝", changed: "～", added: "＋", dropped: "－", moved: "⇄" };
const TURNS = { tightened: "▲", loosened: "▼", same: "＝", added: "＋", dropped: "－", earlier: "▲", later: "▼",
  by_hand: "？", set_above: "＝", moved: "⇄" };
/* A document that is not above the other one is called by its name. */
const names = () => ({ parent: records.parent.short, child: records.child.short });
const sideWord = (key, values) => records.above ? word(`compare.${key}`, values)
  : word(`compare.${key}_named`, { ...values, ...names() });

const sourceOf = (side) => {
  const one = records[side];
  return one.number ? `${one.label}（${one.number}）` : one.label;
};

/* ---- marks: struck out and underlined, each with its sign, never by colour alone ---- */

function marks(segments) {
  return segments.map(([sign, text]) =>
    sign === "=" ? el("span", {}, text) : el(sign === "-" ? "del" : "ins", {}, text));
}

const turned = (change) =>
  el("span", { class: `turn ${change}` }, `${TURNS[change]} ${word(`compare.${change}`)}`);
