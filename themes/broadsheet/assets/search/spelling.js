// Words of the archive for words that are unfinished or misspelt, as generator/search/lexicon.h defines them.

import { fromBytes, toBytes } from "./files.js";

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

// What a reader who has typed `prefix` may be after, the most frequent first.
export async function completions(index, prefix) {
  if ([...prefix].length < 3) return [];
  const found = await index.lexicon(toBytes(prefix)).catch(() => []);
  return found.sort((a, b) => b.count - a.count).slice(0, 6).map(({ word }) => fromBytes(word));
}

// The word nearest to an unknown one, or "".
async function near(index, word) {
  const wanted = [...word];
  if (wanted.length < 4) return "";
  let limit = wanted.length < 6 ? 1 : 2;
  let best;
  for (const { word: bytes, count } of await index.lexicon(toBytes(wanted[0])).catch(() => [])) {
    const candidate = fromBytes(bytes);
    const found = candidate === word ? Infinity : distance(wanted, [...candidate], limit);
    if (found > limit || (best && found === limit && count <= best.count)) continue;
    best = { candidate, count };
    limit = found;
  }
  return best?.candidate ?? "";
}

// A parsed query with words that no document has replaced by near ones, or "".
export async function suggest(index, { text, typed }) {
  let respelt = text;
  for (const { word, node, begin, end } of typed.reverse()) {
    const lists = await Promise.all(node.terms.map((term) => index.list(term)));
    if (lists.some(({ documents }) => documents.length)) continue;
    const better = await near(index, word);
    if (better) respelt = respelt.slice(0, begin) + better + respelt.slice(end);
  }
  return respelt === text ? "" : respelt;
}
