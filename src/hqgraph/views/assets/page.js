/* What every page shares: data blocks, DOM building by text only, and the two languages. */
"use strict";

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/* Build an element. Strings become text nodes, never markup. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

const words = readJson("hq-words");
let language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
const onLanguage = [];

/* The word for a key in the reader's language; a key without a word shows itself. */
function word(key, values) {
  const sentence = words[language][key];
  if (sentence === undefined) return key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String((values || {})[name] ?? whole));
}

/* Words that come in every language: those of the reader's. */
const inWords = (spoken) => spoken[language];

function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = word(node.dataset.word);
  }
  for (const node of document.querySelectorAll("[data-word-title]")) {
    node.title = word(node.dataset.wordTitle);
    node.setAttribute("aria-label", node.title);
  }
  for (const node of document.querySelectorAll("[data-word-placeholder]")) {
    node.placeholder = word(node.dataset.wordPlaceholder);
  }
  onLanguage.forEach((listener) => listener());
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  translatePage();
}

const calmMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
