// Words of the archive for words that are unfinished or misspelt, as generator/search/lexicon.h defines them. Loaded with
// the first file of words.

import { Reader, toBytes } from "./files.js";

const utf8 = new TextDecoder();
const fromBytes = (bytes) => utf8.decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));

// [{ word, count }] of a file; words as bytes.
export function readWords(bytes) {
  const found = [];
  const reader = new Reader(bytes);
  for (let word = ""; reader.more(); ) {
    word = reader.word(word);
    found.push({ word, count: reader.varint() });
  }
  return found;
}

// What a reader who has typed `start` may be after, the most frequent first.
export const completions = (entries, start) =>
  entries
    .filter(({ word }) => word.startsWith(toBytes(start)))
    .sort((a, b) => b.count - a.count)
    .slice(0, 6)
    .map(({ word }) => fromBytes(word));

// The optimal string alignment distance, or more than `limit`.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) now[j] = Math.min(now[j], before[j - 2] + 1);
    }
    [before, last] = [last, now];
  }
  return last[b.length];
}

// The word nearest to an unknown one of four characters or more, or "".
export function near(entries, word) {
  const wanted = [...word];
  let limit = wanted.length < 6 ? 1 : 2;
  let best;
  for (const { word: bytes, count } of entries) {
    const candidate = fromBytes(bytes);
    if (candidate === word || [...candidate][0] !== wanted[0]) continue;
    const found = distance(wanted, [...candidate], limit);
    if (found > limit || (best && found === limit && count <= best.count)) continue;
    best = { candidate, count };
    limit = found;
  }
  return best?.candidate ?? "";
}
