// The query language: from what a reader types to a tree, by the grammar of generator/search/query_parser.h. Nothing
// that can be typed is an error.

import { toBytes } from "./files.js";
import { isCjk, words } from "./words.js";

// Prefixes of their terms; dates have none.
const fields = { title: "S", company: "XC", topic: "XT", series: "XR", section: "XS" };
const startsCjk = (word) => isCjk(String.fromCodePoint(word.codePointAt(0)));

const normalize = (query) => query.normalize("NFC").replace(/[“”„]/g, '"').replace(/[\t-\r\u00a0\u3000]/g, " ");

const fieldAndText = /^(-*)(?:(title|company|topic|series|section|before|after|year|week):)?(.*)$/s;

// Cuts a query into { sign } and { text, begin, end, field, quoted, wildcard }; at most 64 of the latter.
class Lexer {
  constructor(query) {
    this.query = query;
    this.found = [];
    this.operands = 0;
  }

  operand(begin, end, more) {
    this.found.push({ text: this.query.slice(begin, end), begin, end, field: "", ...more });
    this.operands++;
  }

  // A chunk without blanks that ends at `end`; gives where to go on.
  chunk(chunk, end) {
    if (/^(AND|OR|NOT)$/.test(chunk)) {
      this.found.push({ sign: chunk });
      return end;
    }
    const [, minus, field = "", text] = fieldAndText.exec(chunk);
    if (minus && (field || text || /^[("]/.test(this.query.slice(end)))) this.found.push({ sign: "NOT" });
    if (!field && !text) return end;
    if (!text && this.query[end] === '"') return this.quoted(end, field);
    const bare = text.replace(/\*+$/, "");
    const stop = end - (text.length - bare.length);
    this.operand(stop - bare.length, stop, { field, wildcard: bare !== text });
    return end;
  }

  // From the quote at `at` to the next one, or to the end.
  quoted(at, field) {
    const close = this.query.indexOf('"', at + 1);
    const stop = close < 0 ? this.query.length : close;
    this.operand(at + 1, stop, { field, quoted: true });
    return stop + 1;
  }

  run() {
    for (let at = 0; at < this.query.length && this.operands < 64; ) {
      const c = this.query[at];
      if (c === " ") at++;
      else if (c === "(" || c === ")") {
        this.found.push({ sign: c });
        at++;
      } else if (c === '"') at = this.quoted(at, "");
      else {
        const [chunk] = /^[^ ()"]+/.exec(this.query.slice(at));
        at = this.chunk(chunk, at + chunk.length);
      }
    }
    return this.found;
  }
}

const lex = (query) => new Lexer(query).run();

export const leaf = (kind, terms) => ({ kind, terms });
export const everything = { kind: "all" };
const join = (kind, nodes) => {
  if (nodes.length < 2) return nodes[0];
  return { kind, children: nodes.flatMap((node) => (node.kind === kind ? node.children : node)) };
};
const without = (node, excluded) => (excluded.length ? { kind: "without", children: [node, ...excluded] } : node);
const positive = (item) => (item.negated ? without(everything, [item.node]) : item.node);

function both(a, b) {
  if (!a.node || !b.node) return a.node ? a : b;
  if (b.negated) return { filter: a.filter, node: without(positive(a), [b.node]) };
  if (a.negated) return { filter: b.filter, node: without(b.node, [a.node]) };
  return { filter: a.filter && b.filter, node: join("every", [a.node, b.node]) };
}

function either(a, b) {
  if (!a.node || !b.node) return a.node ? a : b;
  return { filter: a.filter && b.filter, node: join("any", [positive(a), positive(b)]) };
}

export function filterKey(name) {
  let key = "";
  for (const word of words(name).map(toBytes)) {
    if (key.length + 1 + word.length > 200) break;
    key += (key && "-") + word;
  }
  return key;
}

export const dayNumber = (date) => +date.toISOString().slice(0, 10).replaceAll("-", "");

// The days that a field stands for, as YYYYMMDD; nothing where the value is no date.
function dates(field, text) {
  const range = (first, last) => ({ kind: "days", first, last });
  if (field === "week") {
    const [, year, week] = /^(\d{4})-?[Ww](\d\d)$/.exec(text) ?? [];
    if (!(week > 0 && week < 54)) return;
    const fourth = new Date(Date.UTC(2000, 0, 4));
    fourth.setUTCFullYear(year);
    const monday = fourth.getTime() + (week * 7 - 7 - ((fourth.getUTCDay() + 6) % 7)) * 864e5;
    return range(dayNumber(new Date(monday)), dayNumber(new Date(monday + 6 * 864e5)));
  }
  const [, year, month, day] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(text) ?? [];
  if (!year || (field === "year" && month)) return;
  const first = +(year + (month ?? "01") + (day ?? "01"));
  const last = +(year + (month ?? "12") + (day ?? "31"));
  if (field === "before") return range(0, first - 1);
  return field === "after" ? range(last + 1, 99999999) : range(first, last);
}

class Parser {
  constructor(text, language, { operator, partial }) {
    Object.assign(this, { text, language, partial, at: 0, typed: [], tokens: lex(text) });
    this.join = operator === "and" ? "every" : "any";
  }

  // One word is its stems in all languages; several stand one after the other in one language, or in another.
  phrase(list, prefix) {
    const readings = new Map();
    for (const stem of this.language.stemmers) {
      const terms = list.slice(0, 16).map((word) => prefix + stem(word));
      readings.set(terms.join(" "), terms);
    }
    const all = [...readings.values()];
    if (list.length < 2) return list.length ? leaf("synonym", all.flat().sort()) : undefined;
    return join("any", all.map((terms) => leaf("phrase", terms)));
  }

  // Words without a blank between them: a phrase; of CJK text the AND of its pairs of characters.
  parts(list, prefix) {
    const nodes = [];
    let run = [];
    let single;
    const endRun = () => {
      if (run.length) nodes.push(this.phrase(run, prefix));
      run = [];
    };
    for (const word of list) {
      if (!startsCjk(word)) run.push(word);
      else {
        endRun();
        if ([...word].length === 2) nodes.push(this.phrase([word], prefix));
        else single ??= word;
      }
    }
    endRun();
    if (!nodes.length) return single && this.phrase([single], prefix);
    return nodes.length > 1 ? { kind: "every", children: nodes } : nodes[0];
  }

  // A word by itself. `complete` is what it may be the start of.
  word(token, word) {
    const { stems, stop, synonyms } = this.language;
    const grown = words(token.text + "x");
    const open = this.partial && token.end === this.text.length && grown.length === 1 && grown[0] === word + "x";
    const node = leaf("synonym", stems(word).flatMap((stem) => [stem, ...(synonyms.get(stem) ?? [])]));
    if (token.wildcard || open) node.complete = word;
    this.typed.push({ word, node, begin: token.begin, end: token.end });
    return { node, stop: !token.wildcard && stop.has(word) };
  }

  operand(token) {
    const prefix = fields[token.field] ?? "";
    if (token.field && token.field !== "title") {
      const key = prefix && filterKey(token.text);
      const node = prefix ? key && leaf("term", [prefix + key]) : dates(token.field, token.text);
      return { node: node || undefined, filter: true, field: /before|after/.test(token.field) ? "" : token.field };
    }
    const list = words(token.text);
    if (token.quoted) return { node: this.phrase(list, prefix) };
    if (list.length === 1 && !prefix && !startsCjk(list[0])) return this.word(token, list[0]);
    return { node: this.parts(list, prefix) };
  }

  is(...signs) {
    return signs.includes(this.tokens[this.at]?.sign);
  }

  atItem() {
    return this.at < this.tokens.length && !this.is(")", "AND", "OR");
  }

  item(depth) {
    let negated = false;
    for (; this.is("NOT"); this.at++) negated = true;
    if (!this.atItem()) return {};
    const token = this.tokens[this.at++];
    if (token.sign && depth >= 16) return {};
    return { ...(token.sign ? this.group(depth) : this.operand(token)), negated };
  }

  conjunction(depth) {
    let left = this.item(depth);
    while (this.is("AND")) {
      while (this.is("AND")) this.at++;
      if (this.atItem()) left = both(left, this.item(depth));
    }
    return left;
  }

  alternative(depth) {
    let left = this.conjunction(depth);
    while (this.is("OR")) {
      while (this.is("AND", "OR")) this.at++;
      if (this.atItem()) left = either(left, this.conjunction(depth));
    }
    return left;
  }

  sequence(depth) {
    const items = [];
    while (this.at < this.tokens.length && !(depth && this.is(")"))) {
      if (this.is(")", "AND", "OR")) this.at++;
      else items.push(this.alternative(depth));
    }
    return this.assemble(items.filter((item) => item.node));
  }

  assemble(items) {
    const scored = items.filter((item) => !item.negated && !item.filter);
    const chosen = scored.every((item) => item.stop) ? scored : scored.filter((item) => !item.stop);
    const groups = new Map(); // filters of one field widen each other, all others narrow
    for (const { field, node } of items.filter((item) => !item.negated && item.filter)) {
      const key = field || Symbol();
      groups.set(key, [...(groups.get(key) ?? []), node]);
    }
    const filters = [...groups.values()].map((nodes) => join("any", nodes));
    const excluded = items.filter((item) => item.negated).map((item) => item.node);
    const score = join(this.join, chosen.map((item) => item.node));
    return { score: score ?? (filters.length || excluded.length ? everything : undefined), filters, excluded };
  }

  group(depth) {
    const { score, filters, excluded } = this.sequence(depth + 1);
    if (this.is(")")) this.at++;
    const filter = score === everything;
    const nodes = filter && filters.length ? filters : [score, ...filters];
    return { filter, node: score && without(join("every", nodes), excluded) };
  }
}

// A query as a tree: { text, typed, score, filters, excluded }. `language` has stemmers, stems (of a word, by all of
// them), stop (a Set) and synonyms (a Map).
export function parse(query, language, options = {}) {
  const text = normalize(query);
  const parser = new Parser(text, language, options);
  return { text, typed: parser.typed, ...parser.sequence(0) };
}
