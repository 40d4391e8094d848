// The search page: results as one types, in the page's own form (`.search-form` with `input#q`) and `#search-app`.
//
// Attributes of #search-app: data-root (folder of the index), data-base (the site's base), data-words (JSON, other
// texts than `english` below).
//
// What it makes inside #search-app, for themes to style:
//   p.search-status[role=status]   p.search-error[role=alert]   p.search-suggestion > a
//   div.search-sort > button[aria-pressed]
//   details.search-narrow > summary, div.search-facets > section.search-facet > h2, ul > li > button[aria-pressed]
//   ol.search-results > li.search-result >
//       h3.search-result-title > a, p.search-result-meta > time, span; p.search-snippet, with mark
//   button.search-more
//
// Keys: / goes to the box; down and up walk through results; Escape goes back to the box, and there empties it.

import { mark, open } from "./search.js";

const english = {
  stories: ["{n} story", "{n} stories"],
  none: "No story fits. Try fewer or other words.",
  meant: "Did you mean",
  best: "Best first",
  newest: "Newest first",
  narrow: "Narrow down",
  company: "Companies",
  topic: "Topics",
  series: "Series",
  year: "Years",
  more: "More results",
  damaged: "A part of the search index could not be read, so some stories may be missing.",
  broken: "The search index could not be read. Please try again later.",
};

const pageSize = 8;
const facetSize = 10;
const delay = 120; // milliseconds that a reader may rest between two keys

const app = document.getElementById("search-app");
const box = document.getElementById("q");
const words = { ...english, ...JSON.parse(app.dataset.words ?? "{}") };

function make(name, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else element.setAttribute(key, value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

const status = make("p", { class: "search-status", role: "status" });
const error = make("p", { class: "search-error", role: "alert", hidden: "" });
const suggestion = make("p", { class: "search-suggestion", hidden: "" });
const sortButton = (by, text) => make("button", { type: "button", "aria-pressed": "false", "data-sort": by, text });
const sortButtons = [sortButton("relevance", words.best), sortButton("date", words.newest)];
const sorting = make("div", { class: "search-sort", hidden: "" }, ...sortButtons);
const facets = make("div", { class: "search-facets" });
const narrow = make("details", { class: "search-narrow", hidden: "" }, make("summary", { text: words.narrow }), facets);
const list = make("ol", { class: "search-results" });
const more = make("button", { type: "button", class: "search-more", hidden: "", text: words.more });
app.append(status, error, suggestion, sorting, narrow, list, more);

let engine; // the index, once it is opened
let asked = 0; // counts questions, so that a late answer to an old one is dropped
let timer;
let answer;
let limit = pageSize;
let sort = "relevance";

function load() {
  engine ??= open({ base: new URL(app.dataset.root, location.href).href });
  engine.catch(() => (engine = undefined)); // the next key tries again
  return engine;
}

const address = (query) => {
  const url = new URL(location.href);
  url.search = query ? `?${new URLSearchParams({ q: query })}` : "";
  return url.href;
};

// ---- Showing ----

function showText(parent, text) {
  for (const piece of mark(text, answer)) parent.append(piece.marked ? make("mark", { text: piece.text }) : piece.text);
  return parent;
}

function resultItem(result) {
  const link = make("a", { href: app.dataset.base + result.url.slice(1) });
  const meta = make("p", { class: "search-result-meta" }, make("time", { datetime: result.date, text: result.date }));
  for (const text of [result.series, ...result.companies]) if (text) meta.append(" · ", make("span", { text }));
  const title = make("h3", { class: "search-result-title" }, showText(link, result.title || result.url));
  const snippet = showText(make("p", { class: "search-snippet" }), result.excerpt);
  return make("li", { class: "search-result" }, title, meta, snippet);
}

function counted(total) {
  const [one, many] = words.stories;
  const number = total.toLocaleString(document.documentElement.lang || "en");
  return (total === 1 ? one : many).replace("{n}", number);
}

function showAnswer() {
  const { results, total } = answer;
  status.textContent = total ? counted(total) : words.none;
  list.replaceChildren(...results.map((result) => resultItem(result)));
  more.hidden = total <= limit;
  sorting.hidden = narrow.hidden = total < 2;
  for (const button of sortButtons) button.setAttribute("aria-pressed", String(button.dataset.sort === sort));
  suggestion.hidden = !answer.suggestion;
  const link = make("a", { href: address(answer.suggestion), text: answer.suggestion });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    ask(answer.suggestion, { push: true });
  });
  suggestion.replaceChildren(`${words.meant} `, link, "?");
  showError(answer.problems.length ? words.damaged : "");
}

function showError(text) {
  error.textContent = text;
  error.hidden = !text;
}

function clear() {
  answer = undefined;
  status.textContent = "";
  list.replaceChildren();
  showError("");
  for (const element of [more, sorting, narrow, suggestion]) element.hidden = true;
}

// A filter is a word of the query: a button adds it or takes it out.
function toggleFilter(filter) {
  const parts = box.value.split(/\s+/).filter(Boolean);
  const rest = parts.filter((part) => part !== filter);
  ask((rest.length < parts.length ? rest : [...parts, filter]).join(" "), { push: true });
}

function facetItem(kind, { value, name, count }) {
  const filter = `${kind}:${value}`;
  const pressed = box.value.split(/\s+/).includes(filter);
  const on = { click: () => toggleFilter(filter) };
  const text = `${name} (${count})`;
  return make("li", {}, make("button", { type: "button", "aria-pressed": String(pressed), text, on }));
}

// Counting reads more files, so it waits until a reader opens the box.
async function showFacets() {
  if (!narrow.open || !answer) return;
  const shown = answer;
  const counted = await shown.facets();
  if (shown !== answer) return;
  const sections = ["company", "topic", "series", "year"].filter((kind) => counted[kind].length).map((kind) => {
    const items = counted[kind].slice(0, facetSize).map((value) => facetItem(kind, value));
    return make("section", { class: "search-facet" }, make("h2", { text: words[kind] }), make("ul", {}, ...items));
  });
  facets.replaceChildren(...sections);
}

// ---- Asking ----

// Answers what stands in the box. `partial`: the reader is still typing, so that the last word may go on.
async function run(partial) {
  const question = ++asked;
  const query = box.value;
  if (!query.trim()) return clear();
  app.setAttribute("aria-busy", "true");
  try {
    const index = await load();
    const found = await index.search(query, { limit, sort, partial });
    if (question !== asked) return;
    answer = found;
    showAnswer();
    await showFacets();
  } catch {
    if (question !== asked) return;
    clear();
    showError(words.broken);
  } finally {
    if (question === asked) app.removeAttribute("aria-busy");
  }
}

// Puts `query` into the box and the address, and answers it; `push` makes a step to go back to.
function ask(query, { push = false, partial = false } = {}) {
  clearTimeout(timer);
  limit = pageSize;
  if (box.value !== query) box.value = query;
  if (push && address(query) !== location.href) history.pushState(null, "", address(query));
  else history.replaceState(null, "", address(query));
  run(partial);
}

function askFromAddress() {
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  limit = pageSize;
  run(false);
}

// ---- Keys and clicks ----

const links = () => [...list.querySelectorAll(".search-result-title a")];

function walk(event) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  if (document.activeElement !== box && at < 0) return;
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (event.key === "ArrowUp" && at < 0) return;
  event.preventDefault();
  if (next < 0) box.focus();
  else all[Math.min(next, all.length - 1)]?.focus();
}

function escape(event) {
  if (document.activeElement !== box && !app.contains(document.activeElement)) return;
  event.preventDefault();
  if (document.activeElement === box) ask("");
  box.focus();
}

const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
  else if (event.key === "Escape") escape(event);
  else if (event.key === "/" && !typing(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

box.addEventListener("focus", () => load().catch(() => {}), { once: true });
box.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(() => ask(box.value, { partial: true }), delay);
});
box.addEventListener("compositionend", () => ask(box.value, { partial: true }));
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value, { push: true });
});
more.addEventListener("click", async () => {
  const shown = links().length;
  limit += pageSize;
  await run(false);
  links()[shown]?.focus();
});
for (const button of sortButtons)
  button.addEventListener("click", () => {
    sort = button.dataset.sort;
    limit = pageSize;
    run(false);
  });
narrow.addEventListener("toggle", showFacets);
addEventListener("popstate", askFromAddress);
if (location.search) askFromAddress();
