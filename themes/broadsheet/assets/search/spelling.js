// Words of the archive for words that are misspelt, as generator/search/lexicon.h defines them. Loaded when there is one.

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

// The word nearest to an unknown one of four characters or more, or "".
async function near(index, word) {
  const wanted = [...word];
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

// A query with its unknown words, ascending, replaced by near ones, or "".
export async function respell(index, text, unknown) {
  const better = await Promise.all(unknown.map(({ word }) => near(index, word)));
  let respelt = "";
  let at = 0;
  unknown.forEach(({ begin, end }, i) => {
    if (!better[i]) return;
    respelt += text.slice(at, begin) + better[i];
    at = end;
  });
  return at ? respelt + text.slice(at) : "";
}
