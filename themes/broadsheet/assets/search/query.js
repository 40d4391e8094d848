// The query language: from what a reader types to a tree, by the grammar of generator/search/query_parser.h. Nothing that
// can be typed is an error.

import { toBytes } from "./files.js";
import { isCjk, words } from "./words.js";

const fields = { title: "S", company: "XC", topic: "XT", series: "XR", section: "XS", before: "", after: "", year: "", week: "" };

const normalize = (query) => query.normalize("NFC").replace(/[“”„]/g, '"').replace(/[\t-\r\u00a0\u3000]/g, " ");

function lex(query) {
  const found = [];
  let operands = 0;
  const operand = (begin, end, more) => {
    found.push({ text: query.slice(begin, end), begin, end, field: "", ...more });
    operands++;
  };
  for (const pattern = / +|([()])|"([^"]*)"?|([^ ()"]+)/g; operands < 64; ) {
    const match = pattern.exec(query);
    if (!match) break;
    const [, sign, phrase, chunk] = match;
    if (sign) found.push({ sign });
    else if (phrase !== undefined) operand(match.index + 1, match.index + 1 + phrase.length, { quoted: true });
    else if (/^(AND|OR|NOT)$/.test(chunk)) found.push({ sign: chunk });
    else if (chunk) {
      let [, minus, name = "", text] = /^(-*)(?:(title|company|topic|series|section|before|after|year|week):)?(.*)$/s.exec(chunk);
      let end = match.index + chunk.length;
      if (minus && (name || text || /^[("]/.test(query.slice(end)))) found.push({ sign: "NOT" });
      if (!name && !text) continue;
      if (!text && query[end] === '"') {
        const close = query.indexOf('"', end + 1);
        const stop = close < 0 ? query.length : close;
        operand(end + 1, stop, { field: name, quoted: true });
        pattern.lastIndex = close < 0 ? stop : close + 1;
        continue;
      }
      const bare = text.replace(/\*+$/, "");
      end -= text.length - bare.length;
      operand(end - bare.length, end, { field: name, wildcard: bare !== text });
    }
  }
  return found;
}

export const leaf = (kind, terms) => ({ kind, terms });
export const everything = { kind: "all" };
const join = (kind, nodes) =>
  nodes.length < 2 ? nodes[0] : { kind, children: nodes.flatMap((node) => (node.kind === kind ? node.children : node)) };
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
    if (!(week > 0 && week < 54)) return undefined;
    const fourth = new Date(Date.UTC(2000, 0, 4));
    fourth.setUTCFullYear(year);
    const monday = fourth.getTime() + (week * 7 - 7 - ((fourth.getUTCDay() + 6) % 7)) * 864e5;
    return range(dayNumber(new Date(monday)), dayNumber(new Date(monday + 6 * 864e5)));
  }
  const [, year, month, day] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(text) ?? [];
  if (!year || (field === "year" && month)) return undefined;
  const first = +(year + (month ?? "01") + (day ?? "01"));
  const last = +(year + (month ?? "12") + (day ?? "31"));
  if (field === "before") return range(0, first - 1);
  return field === "after" ? range(last + 1, 99999999) : range(first, last);
}

// A query as a tree: { text, score, filters, excluded, typed }. `language` has stem, stop (a Set) and synonyms (a Map).
export function parse(query, language, { operator, partial } = {}) {
  const text = normalize(query);
  const found = lex(text);
  const typed = [];
  let at = 0;

  const phrase = (list, prefix) => {
    const terms = list.slice(0, 16).map((word) => prefix + toBytes(language.stem(word)));
    return terms.length ? leaf(terms.length > 1 ? "phrase" : "term", terms) : undefined;
  };
  const parts = (list, prefix) => {
    const nodes = [];
    let run = [];
    let single;
    const endRun = () => {
      if (run.length) nodes.push(phrase(run, prefix));
      run = [];
    };
    for (const word of list) {
      if (!isCjk(String.fromCodePoint(word.codePointAt(0)))) run.push(word);
      else {
        endRun();
        if ([...word].length === 2) nodes.push(phrase([word], prefix));
        else single ??= word;
      }
    }
    endRun();
    if (!nodes.length) return single && phrase([single], prefix);
    return nodes.length > 1 ? { kind: "every", children: nodes } : nodes[0];
  };
  const operand = (token) => {
    const prefix = fields[token.field] ?? "";
    if (token.field && token.field !== "title") {
      const key = prefix && filterKey(token.text);
      const node = prefix ? key && leaf("term", [prefix + key]) : dates(token.field, token.text);
      return { node: node || undefined, filter: true, field: /before|after/.test(token.field) ? "" : token.field };
    }
    const list = words(token.text);
    if (token.quoted) return { node: phrase(list, prefix) };
    if (list.length !== 1 || prefix || isCjk(String.fromCodePoint(list[0].codePointAt(0)))) return { node: parts(list, prefix) };
    const [word] = list;
    const grown = words(token.text + "x");
    const open = partial && token.end === text.length && grown.length === 1 && grown[0] === word + "x";
    const own = toBytes(language.stem(word));
    const node = leaf("synonym", [own, ...(language.synonyms.get(own) ?? [])]);
    if (token.wildcard || open) node.complete = word;
    typed.push({ word, node, begin: token.begin, end: token.end });
    return { node, stop: !token.wildcard && language.stop.has(word) };
  };

  const startsItem = () => at < found.length && !/^([)]|AND|OR)$/.test(found[at].sign ?? "");
  const item = (depth) => {
    let negated = false;
    for (; found[at]?.sign === "NOT"; at++) negated = true;
    if (!startsItem()) return {};
    const token = found[at++];
    if (token.sign && depth >= 16) return {};
    const result = token.sign ? group(depth) : operand(token);
    return { ...result, negated };
  };
  const conjunction = (depth) => {
    let left = item(depth);
    while (found[at]?.sign === "AND") {
      while (found[at]?.sign === "AND") at++;
      if (startsItem()) left = both(left, item(depth));
    }
    return left;
  };
  const alternative = (depth) => {
    let left = conjunction(depth);
    while (found[at]?.sign === "OR") {
      while (/^(AND|OR)$/.test(found[at]?.sign)) at++;
      if (startsItem()) left = either(left, conjunction(depth));
    }
    return left;
  };
  const assemble = (items) => {
    const scored = items.filter((one) => !one.negated && !one.filter);
    const chosen = scored.every((one) => one.stop) ? scored : scored.filter((one) => !one.stop);
    const groups = new Map();
    for (const one of items.filter((one) => !one.negated && one.filter)) {
      const key = one.field || Symbol();
      groups.set(key, [...(groups.get(key) ?? []), one.node]);
    }
    const filters = [...groups.values()].map((nodes) => join("any", nodes));
    const excluded = items.filter((one) => one.negated).map((one) => one.node);
    const score = join(operator === "and" ? "every" : "any", chosen.map((one) => one.node));
    return { score: score ?? (filters.length || excluded.length ? everything : undefined), filters, excluded };
  };
  const sequence = (depth) => {
    const items = [];
    while (at < found.length) {
      const { sign } = found[at];
      if (sign === ")" && depth) break;
      if (/^([)]|AND|OR)$/.test(sign)) at++;
      else items.push(alternative(depth));
    }
    return assemble(items.filter((one) => one.node));
  };
  const group = (depth) => {
    const { score, filters, excluded } = sequence(depth + 1);
    if (found[at]?.sign === ")") at++;
    const filter = score === everything;
    const nodes = filter && filters.length ? filters : [score, ...filters];
    return { filter, node: score && without(join("every", nodes), excluded) };
  };
  return { text, typed, ...sequence(0) };
}
