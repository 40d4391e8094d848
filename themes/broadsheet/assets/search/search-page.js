// The search page: results as one types, in the page's own form (`.search-form` with `input#q`) and `#search-app`;
// search-view.js says what it makes there.
//
// Attributes of #search-app: data-root (folder of the index), data-base (the site's base), data-words (JSON, other
// texts than `english` of search-view.js).
//
// The address has it all: q, sort=date, match=all, by=issue. A form elsewhere may send `in`, a filter that is put before
// the query (in=company:cloudflare).
//
// Keys: / goes to the box; down and up walk through results; Escape goes back to the box, and there empties it.

import { open } from "./search.js";
import { english, View } from "./search-view.js";

const pageSize = 8;
const groupSize = 3;
const files = 9; // of the index that may be read before something shows: with scripts and root a dozen
const delay = 120; // milliseconds without a key after which files are asked for
const rest = 400; // and after which what can wait is done: the address, announcements, counts, passages
const look = 3000; // a query that was looked at for so long is a step to go back to

const app = document.getElementById("search-app");
const box = document.getElementById("q");
const pageTitle = document.title;
const pause = (time) => new Promise((done) => setTimeout(done, time));

let engine; // the index, once it is opened
let asked = 0; // counts questions, so that a late answer to an old one is dropped
let stop; // aborts the question at hand
let timer;
let answer; // to the question at hand, once it is there
let state = { query: "", limit: pageSize };
let since = 0; // when the query in the address was put there

function load() {
  engine ??= open({ base: new URL(app.dataset.root, location.href).href });
  engine.catch(() => (engine = undefined)); // the next key tries again
  return engine;
}

// ---- The address ----

function address({ query, sort, all, by }) {
  const url = new URL(location.href);
  const parameters = { q: query, sort: sort === "date" && "date", match: all && "all", by };
  url.search = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return url.href;
}

function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  const query = [...parameters.getAll("in"), parameters.get("q") ?? ""].join(" ").trim();
  const all = parameters.get("match") === "all";
  const limit = history.state?.limit ?? pageSize;
  return { query, sort: parameters.get("sort"), all, by: parameters.get("by"), limit };
}

// What to come back to: how many results, which of them was the first in sight, and how far below the window's top.
// A distance from the page's top would not do: passages that come late change the height of what is above.
function leave() {
  const tops = view.links().map((link) => link.getBoundingClientRect().top);
  const at = tops.findIndex((top) => top >= 0);
  history.replaceState({ limit: state.limit, at, top: tops[at] }, "", location.href);
}

function comeBack(place) {
  const link = view.links()[place?.at];
  if (link) scrollBy({ top: link.getBoundingClientRect().top - place.top, behavior: "instant" });
}

function remember(push) {
  document.title = state.query.trim() ? `${state.query.trim()} · ${pageTitle}` : pageTitle;
  const href = address(state);
  if (href === location.href) return;
  if (push) leave();
  history[push ? "pushState" : "replaceState"](null, "", href);
  since = Date.now();
}

// ---- Asking ----

async function find(index, options) {
  const { query, limit, sort, all, by } = state;
  const wish = { sort, operator: all ? "and" : "or", ...options };
  if (!by) return { found: await index.search(query, { ...wish, limit, files }) };
  const found = await index.search(query, { ...wish, limit: 0 });
  const grouped = await found.groups({ limit, each: groupSize, local: options.local }).catch((error) => {
    if (options.local) throw error; // without the file that says what an issue is there are no groups
  });
  return grouped ? { found, grouped } : { found: await index.search(query, { ...wish, limit }), damaged: true };
}

// Files that were read before give an answer at once; others are asked for when a reader rests.
async function findTyped(index, isNew) {
  const known = await find(index, { partial: true, local: true }).catch(() => undefined);
  if (known || !isNew()) return known;
  await pause(delay);
  return isNew() ? find(index, { partial: true, signal: stop.signal }) : undefined;
}

// Answers the question of `state`. `partial`: the reader is still typing, so that the last word may go on.
async function run({ partial = false, place } = {}) {
  const question = ++asked;
  const isNew = () => question === asked;
  stop?.abort();
  stop = new AbortController();
  clearTimeout(timer);
  answer = undefined;
  if (!state.query.trim()) return view.clear();
  app.setAttribute("aria-busy", "true");
  try {
    const index = await load();
    const shown = await (partial ? findTyped(index, isNew) : find(index, { signal: stop.signal }));
    if (!shown || !isNew()) return;
    answer = shown.found;
    view.show(answer, state, shown.grouped);
    if (shown.damaged) view.fail(view.words.damaged);
    if (answer.rest) {
      await pause(0); // what is there shows first
      const others = await answer.rest();
      if (!isNew()) return;
      view.showMore(others);
    }
    comeBack(place);
    timer = setTimeout(settle, partial ? rest : 0);
  } catch {
    if (!isNew()) return;
    view.clear();
    view.fail(view.words.broken, true);
  } finally {
    if (isNew()) app.removeAttribute("aria-busy");
  }
}

function ask(change, { push = true, ...options } = {}) {
  state = { ...state, limit: pageSize, ...change };
  if (box.value !== state.query) box.value = state.query;
  remember(push);
  return run(options);
}

// ---- What waits until a reader rests ----

function settle() {
  remember(Date.now() - since > look && Boolean(new URLSearchParams(location.search).get("q")));
  view.announce();
  showFacets();
  if (answer && !answer.total) showWays();
  showPassages();
}

// Counting reads more files, so it waits until a reader opens the box.
async function showFacets() {
  const shown = answer;
  if (!view.narrow.open || view.narrow.hidden || !shown) return;
  const counts = await shown.facets();
  const parts = state.query.split(/\s+/);
  if (shown !== answer) return;
  view.showFacets(counts, (filter) => parts.includes(filter));
  if (counts.problems.length) view.fail(view.words.damaged);
}

// The query without what narrows it: filters, quotes, words that must be there or must not.
function wider(query) {
  const filters = /(^|\s)-*(company|topic|series|section|before|after|year|week):("[^"]*"?|\S+)/g;
  const less = (text, pattern) => text.replace(pattern, " ").replace(/\s+/g, " ").trim();
  const free = less(query, filters);
  const loose = less(free, /["“”„()]|\b(AND|NOT)\b|(^|\s)-+(?=\S)[^\s]*/g);
  const variants = [free, less(query, /["“”„]/g), less(query, /\bAND\b/g), loose];
  return [...new Set(variants)].filter((variant) => variant && variant !== query.trim());
}

async function showWays() {
  const shown = answer;
  const index = await load();
  const totals = await Promise.all(wider(state.query).map(async (query) => {
    const { total } = await index.search(query, { limit: 0 });
    return { query, total };
  }));
  if (shown !== answer) return;
  view.showWays(totals.filter(({ total }) => total));
  view.announce();
}

let watcher;

async function showPassages() {
  watcher?.disconnect();
  const shown = answer;
  const items = shown && !navigator.connection?.saveData ? view.lacking() : [];
  if (!items.length) return;
  const module = await import("./story-text.js").catch(() => undefined); // first lines do, where there is no network
  if (!module) return;
  const read = async (item) => {
    const text = await module.storyText(item.querySelector("a").href).catch(() => "");
    if (shown === answer) view.showPassage(item, text);
  };
  watcher?.disconnect();
  watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      read(target);
    }
  });
  for (const item of items) watcher.observe(item);
}

// ---- Clicks and keys ----

// A filter is a word of the query: a button adds it or takes it out.
function toggleFilter(filter) {
  const parts = state.query.split(/\s+/).filter(Boolean);
  const others = parts.filter((part) => part !== filter);
  ask({ query: (others.length < parts.length ? others : [...parts, filter]).join(" ") });
}

const toggled = {
  relevance: () => ({ sort: "" }),
  date: () => ({ sort: "date" }),
  all: () => ({ all: !state.all }),
  issue: () => ({ by: state.by ? "" : "issue" }),
};

async function showMore() {
  const { length } = view.links();
  state = { ...state, limit: state.limit + pageSize };
  await run();
  view.links()[length]?.focus();
}

async function showRest(group, item) {
  const { groups } = await answer.groups({ limit: state.limit, each: group.count });
  const whole = groups.find(({ url }) => url === group.url);
  if (whole && item.isConnected) view.showRest(item, whole);
  showPassages();
}

const view = new View(app, { ...english, ...JSON.parse(app.dataset.words ?? "{}") }, {
  href: (query) => address({ ...state, query }),
  on: {
    tool: (name) => ask(toggled[name]()),
    filter: toggleFilter,
    query: (query) => ask({ query }),
    more: showMore,
    rest: showRest,
    retry: () => run(),
    facets: showFacets,
  },
});

function walk(event) {
  const all = view.links();
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
  if (document.activeElement === box) ask({ query: "" });
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

function type() {
  state = { ...state, query: box.value, limit: pageSize };
  run({ partial: true });
  if (!state.query.trim()) remember();
}

box.addEventListener("focus", () => load().catch(() => {}), { once: true });
box.addEventListener("input", (event) => event.isComposing || type());
box.addEventListener("compositionend", type);
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ query: box.value });
});
addEventListener("popstate", () => ask(fromAddress(), { push: false, place: history.state }));
addEventListener("pagehide", leave);

history.scrollRestoration = "manual"; // the browser's own comes before there are results

// A reader may have typed before this ran.
const first = fromAddress();
if (box.value.trim() && box.value !== first.query) ask({ ...first, query: box.value }, { push: false, partial: true });
else if (first.query) ask(first, { push: false, place: history.state });
