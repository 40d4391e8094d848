// The words of a text, by the rules of Xapian 1.4's TermGenerator, and where the stems of a language are found. The
// index was made with the originals: any difference loses documents.

import { toBytes } from "./files.js";

const wordCharacter = /[\p{L}\p{M}\p{N}\p{Pc}]/u;
const digit = /\p{Nd}/u;
const cjkCharacter = new RegExp(
  "[\u2e80-\u2eff\u3000-\u9fff\ua700-\ua71f\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef" +
    "\u{20000}-\u{2a6df}\u{2f800}-\u{2fa1f}]",
  "u"
);
const vanishing = /[\u200b-\u200d\u2060\ufeff]/;
const isWord = (c) => c !== undefined && wordCharacter.test(c);
export const isCjk = (c) => c !== undefined && cjkCharacter.test(c);
const isCapital = (c) => c >= "A" && c <= "Z";
const lower = (c) => String.fromCodePoint(c.toLowerCase().codePointAt(0));

// What stands for `c` between two word characters, or nothing where it ends the word.
function infix(c, betweenDigits) {
  if (vanishing.test(c)) return "";
  if (betweenDigits) return /[,.;\u037e\u0589\u060d\u07f8\u2044\ufe10\ufe13\ufe14]/.test(c) ? c : undefined;
  if (/[\u2019\u201b]/.test(c)) return "'";
  return /['&\u00b7\u05f4\u2027]/.test(c) ? c : undefined;
}

class Cutter {
  constructor(text) {
    this.chars = [...text];
    this.offsets = [0];
    for (const c of this.chars) this.offsets.push(this.offsets.at(-1) + c.length);
    this.at = 0;
    this.found = [];
  }

  add(word, begin, end) {
    if (toBytes(word).length > 64) return;
    this.found.push({ word, begin: this.offsets[begin], end: this.offsets[end] });
  }

  // Goes to the next word character; says whether there is one.
  skip() {
    while (this.at < this.chars.length && !isWord(this.chars[this.at])) this.at++;
    return this.at < this.chars.length;
  }

  // Capitals with dots between them: U.N. is "un". A single capital is none.
  acronym() {
    const { chars, at } = this;
    if (!isCapital(chars[at])) return false;
    let word = "";
    let end = at;
    do word += chars[end++].toLowerCase();
    while (chars[end] === "." && isCapital(chars[++end]));
    if (word.length < 2 || isWord(chars[end])) return false;
    this.add(word, at, (this.at = end));
    return true;
  }

  // A run of CJK characters: each, and each pair of neighbours.
  cjk() {
    const { chars } = this;
    const inRun = (c) => isCjk(c) && isWord(c);
    for (; inRun(chars[this.at]); this.at++) {
      this.add(chars[this.at], this.at, this.at + 1);
      if (inRun(chars[this.at + 1])) this.add(chars[this.at] + chars[this.at + 1], this.at, this.at + 2);
    }
  }

  // Up to three + or # at a word's end belong to it, unless a letter follows.
  signs() {
    let signs = "";
    for (; /^[+#]$/.test(this.chars[this.at]); this.at++) {
      if (signs.length === 3) return "";
      signs += this.chars[this.at];
    }
    return isWord(this.chars[this.at]) ? "" : signs;
  }

  word() {
    const { chars } = this;
    let begin = this.at;
    let term = "";
    for (;;) {
      if (isCjk(chars[this.at])) {
        this.cjk();
        if (!this.skip()) return;
        if (!term) begin = this.at;
        continue;
      }
      do {
        term += lower(chars[this.at++]);
        if (this.at === chars.length || isCjk(chars[this.at])) return this.add(term, begin, this.at);
      } while (isWord(chars[this.at]));
      const [before, c, after] = chars.slice(this.at - 1, this.at + 2);
      const between = isWord(after) ? infix(c, digit.test(before) && digit.test(after)) : undefined;
      if (between === undefined) break;
      term += between;
      this.at++;
    }
    term += this.signs();
    this.add(term, begin, this.at);
  }
}

// [{ word, begin, end }], words in lower case, offsets in UTF-16 units.
export function tokens(text) {
  const cutter = new Cutter(text);
  while (cutter.skip()) if (!cutter.acronym()) cutter.word();
  return cutter.found;
}

export const words = (text) => tokens(text).map((token) => token.word);

const stemmers = {
  de: () => import("./stem-de.js"),
  en: () => import("./stem-en.js"),
  es: () => import("./stem-es.js"),
  fr: () => import("./stem-fr.js"),
  it: () => import("./stem-it.js"),
  nl: () => import("./stem-nl.js"),
  pt: () => import("./stem-pt.js"),
  ru: () => import("./stem-ru.js"),
  sv: () => import("./stem-sv.js"),
};

// For each language a function from a word to its stem; words of languages without a stemmer are their own stems.
export const loadStemmers = (languages) =>
  Promise.all(languages.map(async (language) => (await stemmers[language]?.())?.stem ?? ((word) => word)));
