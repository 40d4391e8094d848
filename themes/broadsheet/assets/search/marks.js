// Where the words of a query stand in a text.

import { tokens } from "./words.js";

// What is to be marked: for each word its terms, for each phrase the terms in their order.
function listWanted(node) {
  const plain = (terms) => terms.map((term) => term.replace(/^S/, ""));
  if (!node || /^X/.test(node.terms?.[0])) return [];
  if (node.kind === "phrase") return [{ phrase: plain(node.terms) }];
  if (node.terms) return [{ terms: new Set(plain(node.terms)) }];
  const children = node.children ?? [];
  return (node.kind === "without" ? children.slice(0, 1) : children).flatMap(listWanted);
}

const known = new WeakMap(); // answer → what is to be marked for it

export function wanted(answer) {
  if (!known.has(answer)) known.set(answer, listWanted(answer.asked));
  return known.get(answer);
}

// [{ begin, end, unit }] in the order of the text; `unit` is the number of the word or phrase of the query.
function hits(text, answer) {
  const units = wanted(answer);
  const { stems: stemsOf } = answer.language;
  const found = [];
  if (!units.length) return found;
  const stems = new Map();
  const all = tokens(text);
  const isOne = (i, fits) => {
    const { word } = all[i] ?? {};
    if (!stems.has(word)) stems.set(word, word === undefined ? [] : stemsOf(word.normalize("NFC")));
    return stems.get(word).some(fits);
  };
  for (let i = 0; i < all.length; i++)
    units.forEach(({ terms, phrase }, unit) => {
      const fits = terms
        ? isOne(i, (stem) => terms.has(stem))
        : phrase.every((term, j) => isOne(i + j, (stem) => stem === term));
      if (fits) found.push({ begin: all[i].begin, end: all[i + (phrase?.length ?? 1) - 1].end, unit });
    });
  return found;
}

// `text` from `begin` to `end` cut into pieces; marks that touch are one.
function cut(text, found, begin, end) {
  const pieces = [];
  const add = (to, marked) => {
    const last = pieces.at(-1);
    if (to <= begin) return;
    if (marked && last?.marked) last.text += text.slice(begin, to);
    else pieces.push({ text: text.slice(begin, to), marked });
    begin = to;
  };
  for (const hit of found) {
    if (hit.end > end) break;
    add(hit.begin, false);
    add(hit.end, true);
  }
  add(end, false);
  return pieces;
}

// `text` cut into marked and unmarked pieces; `answer` is what search() gave.
export const mark = (text, answer) => cut(text, hits(text, answer), 0, text.length);

// How many different words and phrases of the query `text` has.
export const variety = (text, answer) => new Set(hits(text, answer).map(({ unit }) => unit)).size;

// The hits that a passage of `size` can show which begins with one of them: the most different ones, then the most.
function densest(found, size) {
  let best = { value: -1 };
  for (let first = 0, last = 0; first < found.length; first++) {
    while (found[last + 1]?.end <= found[first].begin + size) last++;
    last = Math.max(first, last);
    const shown = found.slice(first, last + 1);
    const value = new Set(shown.map(({ unit }) => unit)).size * 1000 + Math.min(shown.length, 999);
    if (value > best.value) best = { value, begin: found[first].begin, end: found[last].end };
  }
  return best;
}

// The nearest place not before `from` where a sentence or else a word begins, or `from` itself.
function start(text, from, to) {
  if (from <= 0) return 0;
  const part = text.slice(from, to);
  const sentence = /[.!?]\s+|[。！？]/.exec(part);
  const found = sentence ?? /\s+/.exec(part);
  if (found) return from + found.index + found[0].length;
  return /[\udc00-\udfff]/.test(text[from]) ? from + 1 : from;
}

function stop(text, from, to) {
  if (to >= text.length) return text.length;
  const blank = text.slice(from, to + 1).search(/\s\S*$/);
  if (blank > 0) return from + blank;
  return /[\udc00-\udfff]/.test(text[to]) ? to - 1 : to;
}

// The part of `text`, some `size` characters long, that has most of what was asked for, in pieces as mark() gives them.
export function passage(text, answer, size = 180) {
  text = text.replace(/\s+/g, " ").trim();
  const found = hits(text, answer);
  const core = found.length ? densest(found, size) : { begin: 0, end: 0 };
  const room = Math.max(0, size - (core.end - core.begin));
  const lead = text.length - core.begin < size ? size - (text.length - core.begin) : room / 2;
  const begin = start(text, Math.floor(core.begin - lead), core.begin);
  const end = stop(text, core.end, begin + size);
  const pieces = cut(text, found.filter((hit) => hit.begin >= begin), begin, Math.max(end, core.end));
  if (begin > 0) pieces.unshift({ text: "… ", marked: false });
  if (end < text.length) pieces.push({ text: " …", marked: false });
  return pieces;
}
