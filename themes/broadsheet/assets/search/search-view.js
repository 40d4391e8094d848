// What the search page shows inside #search-app, for themes to style:
//
//   p.search-status                      how many stories there are
//   p.search-error[role=alert]           what went wrong; with button.search-retry where nothing could be read
//   p.search-suggestion > a              another spelling
//   div.search-tools[role=group] > button[aria-pressed]
//   details.search-narrow > summary, div.search-facets > section.search-facet > h3, ul > li > button[aria-pressed]
//   ol.search-results > li.search-result >
//       h3.search-result-title > a, p.search-result-meta > time, span; p.search-snippet, with mark
//   ol.search-results > li.search-group > h3.search-group-title > a, p.search-result-meta,
//       ol > li.search-result as above, with h4; button.search-more
//   div.search-none > p, ul.search-ways > li > a, span    where nothing fits
//   button.search-more
//
// and the last child, a paragraph that only screen readers see. Elements of the page with data-search-empty are hidden
// while there are results.

import { mark, passage, variety, wanted } from "./marks.js";

export const english = {
  stories: ["{n} story", "{n} stories"],
  issues: ["in {n} issue", "in {n} issues"],
  none: "No story fits “{query}”.",
  ways: "This finds some:",
  meant: "Did you mean",
  tools: "Order",
  relevance: "Best first",
  date: "Newest first",
  all: "All words",
  issue: "By issue",
  narrow: "Narrow down",
  company: "Companies",
  topic: "Topics",
  series: "Series",
  year: "Years",
  more: "More results",
  rest: ["{n} more in this issue", "{n} more in this issue"],
  retry: "Try again",
  damaged: "A part of the search index could not be read, so some stories may be missing.",
  broken: "The search index could not be read.",
};

const facetSize = 10;
const kinds = ["company", "topic", "series", "year"];

function make(name, { text, click, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (click) element.addEventListener("click", click);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

const withMarks = (pieces) => pieces.map(({ text, marked }) => (marked ? make("mark", { text }) : text));

// Unseen, but not hidden from screen readers; a policy for styles allows no attribute, but this.
function announcer() {
  const element = make("p", { role: "status" });
  const style = { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" };
  Object.assign(element.style, style, { whiteSpace: "nowrap", margin: "0" });
  return element;
}

export class View {
  // `on`: { tool(name), filter(text), query(text), more(), rest(group), retry(), facets() }; `href(query)` an address.
  constructor(app, words, { on, href }) {
    Object.assign(this, { app, words, on, href, base: app.dataset.base });
    const language = document.documentElement.lang || "en";
    this.numbers = new Intl.NumberFormat(language);
    this.dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    this.status = make("p", { class: "search-status" });
    this.error = make("p", { class: "search-error", role: "alert" });
    this.suggestion = make("p", { class: "search-suggestion" });
    const tool = (name) =>
      make("button", { type: "button", "data-tool": name, text: words[name], click: () => on.tool(name) });
    const names = ["relevance", "date", "all", "issue"];
    this.tools = make("div", { class: "search-tools", role: "group", "aria-label": words.tools }, ...names.map(tool));
    this.facets = make("div", { class: "search-facets" });
    this.narrow = make("details", { class: "search-narrow" }, make("summary", { text: words.narrow }), this.facets);
    this.narrow.addEventListener("toggle", () => this.narrow.open && on.facets());
    this.list = make("ol", { class: "search-results" });
    this.none = make("div", { class: "search-none" });
    this.more = make("button", { type: "button", class: "search-more", text: words.more, click: on.more });
    this.announcer = announcer();
    app.replaceChildren(this.status, this.error, this.suggestion, this.tools, this.narrow, this.list, this.none,
      this.more, this.announcer);
    this.clear();
  }

  number(n) {
    return this.numbers.format(n);
  }

  counted([one, many], n) {
    return (n === 1 ? one : many).replace("{n}", this.number(n));
  }

  clear() {
    this.status.textContent = this.announcer.textContent = "";
    this.list.replaceChildren();
    this.none.replaceChildren();
    this.fail("");
    for (const element of [this.suggestion, this.tools, this.narrow, this.more]) element.hidden = true;
    this.empty(true);
  }

  // Whether there is room for what helps a reader who sees no results.
  empty(is) {
    for (const element of document.querySelectorAll("[data-search-empty]")) element.hidden = !is;
  }

  fail(text, retry) {
    this.error.replaceChildren(text);
    if (retry) {
      const button = { type: "button", class: "search-retry", text: this.words.retry, click: this.on.retry };
      this.error.append(" ", make("button", button));
    }
    this.error.hidden = !text;
  }

  // `state`: { query, sort, all, by, limit }; `grouped`: what answer.groups() gave, if that was asked for.
  show(answer, state, grouped) {
    this.answer = answer;
    const { total, suggestion, problems } = answer;
    const { words } = this;
    const count = this.counted(words.stories, total);
    this.status.textContent = grouped && total ? `${count} ${this.counted(words.issues, grouped.total)}` : total ? count : "";
    this.none.replaceChildren(...(total ? [] : [make("p", { text: words.none.replace("{query}", () => state.query) })]));
    this.none.hidden = total > 0;
    const items = grouped
      ? grouped.groups.map((group) => this.group(group))
      : answer.results.map((result) => this.result(result, "h3"));
    this.list.replaceChildren(...items);
    this.more.hidden = (grouped ? grouped.total : total) <= state.limit;
    this.showTools(state, answer);
    this.suggestion.hidden = !suggestion;
    this.suggestion.replaceChildren(`${words.meant} `, this.link(suggestion), "?");
    this.fail(problems.length || grouped?.problems.length ? words.damaged : "");
    this.empty(!total);
  }

  // The results after those that were there first: { results, problems }.
  showMore({ results, problems }) {
    this.list.append(...results.map((result) => this.result(result, "h3")));
    if (problems.length) this.fail(this.words.damaged);
  }

  showTools({ sort, all, by }, answer) {
    const { total } = answer;
    const pressed = { relevance: sort !== "date", date: sort === "date", all, issue: by === "issue" };
    for (const button of this.tools.children) {
      const { tool } = button.dataset;
      button.setAttribute("aria-pressed", String(Boolean(pressed[tool])));
      button.hidden = tool === "all" ? wanted(answer).length < 2 && !all : total < 2;
    }
    this.tools.hidden = [...this.tools.children].every((button) => button.hidden);
    this.narrow.hidden = total < 2 && !(total && this.narrow.open);
  }

  // A link that asks another query, here or in a new window.
  link(query) {
    const click = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.on.query(query);
    };
    return make("a", { href: this.href(query), text: query, click });
  }

  // Says what is shown, once a reader has stopped typing.
  announce() {
    const parts = [this.status, this.none, this.suggestion, this.error].filter((part) => !part.hidden);
    this.announcer.textContent = parts.map((part) => part.textContent).filter(Boolean).join(" ");
  }

  meta(date, parts) {
    const time = make("time", { datetime: date, text: this.dates.format(new Date(date)) });
    return make("p", { class: "search-result-meta" }, time, ...parts.flatMap((text) => [" · ", make("span", { text })]));
  }

  result(result, heading) {
    const pieces = (text) => withMarks(mark(text, this.answer));
    const link = make("a", { href: this.base + result.url.slice(1) }, ...pieces(result.title || result.url));
    const snippet = make("p", { class: "search-snippet" }, ...pieces(result.excerpt));
    const item = make("li", { class: "search-result" });
    item.append(make(heading, { class: "search-result-title" }, link));
    item.append(this.meta(result.date, [result.series, ...result.companies].filter(Boolean)), snippet);
    return Object.assign(item, { result });
  }

  group(group) {
    const link = make("a", { href: this.base + group.url.slice(1), text: group.issue || group.url });
    const meta = this.meta(group.date, [group.series, this.counted(this.words.stories, group.count)].filter(Boolean));
    const list = make("ol", {}, ...group.results.map((result) => this.result(result, "h4")));
    const item = make("li", { class: "search-group" }, make("h3", { class: "search-group-title" }, link), meta, list);
    const rest = group.count - group.results.length;
    if (rest > 0) {
      const text = this.counted(this.words.rest, rest);
      item.append(make("button", { type: "button", class: "search-more", text, click: () => this.on.rest(group, item) }));
    }
    return item;
  }

  // All results of a group in the place of the first ones.
  showRest(item, group) {
    const seen = item.querySelectorAll(".search-result").length;
    item.querySelector("ol").replaceChildren(...group.results.map((result) => this.result(result, "h4")));
    item.querySelector(".search-more").remove();
    item.querySelectorAll(".search-result-title a")[seen]?.focus();
  }

  // What else to ask where nothing fits: [{ query, total }].
  showWays(ways) {
    if (!ways.length) return;
    const item = ({ query, total }) =>
      make("li", {}, this.link(query), " ", make("span", { text: this.counted(this.words.stories, total) }));
    const list = make("ul", { class: "search-ways" }, ...ways.map(item));
    this.none.append(make("p", { text: this.words.ways }), list);
  }

  // `counts`: what answer.facets() gave; `has(filter)`: whether the query has it.
  showFacets(counts, has) {
    const button = (kind) => ({ value, name, count }) => {
      const filter = `${kind}:${value}`;
      const text = `${name} (${this.number(count)})`;
      const attributes = { type: "button", "aria-pressed": String(has(filter)), "data-filter": filter };
      return make("li", {}, make("button", { ...attributes, text, click: () => this.on.filter(filter) }));
    };
    const held = document.activeElement?.dataset.filter;
    const sections = kinds.filter((kind) => counts[kind].length).map((kind) => {
      const items = counts[kind].slice(0, facetSize).map(button(kind));
      return make("section", { class: "search-facet" }, make("h3", { text: this.words[kind] }), make("ul", {}, ...items));
    });
    this.facets.replaceChildren(...sections);
    if (held) [...this.facets.querySelectorAll("button")].find(({ dataset }) => dataset.filter === held)?.focus();
  }

  // Results whose title and first lines lack a word of the query that the whole story may have.
  lacking() {
    const { answer } = this;
    const all = [...this.list.querySelectorAll(".search-result")];
    const shows = ({ title, excerpt }) => variety(`${title}\n${excerpt}`, answer);
    return all.filter(({ result }) => shows(result) < wanted(answer).length);
  }

  // Shows the passage of a story's text that answers better than its first lines do.
  showPassage(item, text) {
    const { excerpt } = item.result;
    if (variety(text, this.answer) <= variety(excerpt, this.answer)) return;
    item.querySelector(".search-snippet").replaceChildren(...withMarks(passage(text, this.answer)));
  }

  links() {
    return [...this.list.querySelectorAll(".search-group-title a, .search-result-title a")];
  }
}
