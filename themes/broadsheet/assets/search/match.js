// Finds and weighs documents as Xapian 1.4 does.

import { leaf } from "./query.js";
import { difference, intersection, pick, union } from "./sets.js";

// BM25 with Xapian's defaults: k1 = 1, k2 = 0, k3 = 1, b = 0.5, min_normlen = 0.5. A document cannot have more of a
// synonym than it has words.
function weigh(index, { documents, scores: wdfs, estimate }) {
  let t = (index.count - estimate + 0.5) / (estimate + 0.5);
  if (t < 2) t = t * 0.5 + 1;
  const weight = Math.log(t) * 2;
  const scores = new Float64Array(documents.length);
  for (let i = 0; i < documents.length; i++) {
    const length = index.lengths[documents[i]];
    const wdf = Math.min(wdfs[i], length);
    scores[i] = weight * (wdf / (Math.max(length * index.lengthFactor, 0.5) * 0.5 + 0.5 + wdf));
  }
  return { documents, scores, estimate };
}

// Joins by twos, the rarest first, as Xapian's OR does; `estimate` is its guess at the frequency of the result.
function tree(index, lists, merge) {
  const heap = [...lists];
  while (heap.length > 1) {
    heap.sort((a, b) => b.estimate - a.estimate);
    const right = heap.pop();
    const left = heap.pop();
    const estimate = left.estimate + right.estimate - (left.estimate * right.estimate) / index.count;
    heap.push({ ...merge(left, right), estimate: Math.floor(estimate + 0.5) });
  }
  return heap[0];
}

function span(index, first, end) {
  const documents = new Int32Array(end - first);
  for (let i = 0; i < documents.length; i++) documents[i] = first + i;
  return { documents, scores: new Float64Array(documents.length), estimate: documents.length };
}

// Documents ascend with the days.
function days(index, first, last) {
  const { runs } = index;
  const begin = runs.find((run) => run.day >= first)?.first ?? index.count;
  const end = runs.find((run) => run.day > last)?.first ?? index.count;
  return span(index, begin, Math.max(begin, end));
}

// The AND of the words, kept where they stand one after the other.
async function phrase(index, terms) {
  const reading = Promise.all(terms.map((term) => index.positions(term).catch(() => undefined)));
  const parts = await Promise.all(terms.map((term) => evaluate(index, leaf("term", [term]))));
  const common = intersection(parts);
  if (!common.documents.length) return common;
  const places = await reading;
  if (places.includes(undefined)) return pick(common, () => false);
  const rows = parts.map(() => 0);
  const has = (i, document, place) => {
    const { starts, places: all } = places[i];
    while (parts[i].documents[rows[i]] < document) rows[i]++;
    for (let at = starts[rows[i]]; at < starts[rows[i] + 1]; at++) if (all[at] === place) return true;
    return false;
  };
  const fits = (document) => {
    has(0, document);
    const { starts, places: all } = places[0];
    for (let at = starts[rows[0]]; at < starts[rows[0] + 1]; at++)
      if (places.every((_, i) => has(i, document, all[at] + i))) return true;
    return false;
  };
  return { ...pick(common, fits), estimate: common.estimate };
}

// The documents that fit a tree of query.js, and their scores.
export async function evaluate(index, node) {
  const none = { documents: [], scores: [], estimate: 0 };
  if (!node || !index.count) return none;
  const { kind, terms, children, first, last } = node;
  if (kind === "all") return span(index, 0, index.count);
  if (kind === "days") return days(index, first, last);
  if (kind === "phrase") return phrase(index, terms);
  if (terms) {
    const lists = await Promise.all(terms.map((term) => index.list(term)));
    const leaves = lists.map(({ documents, wdfs }) => ({ documents, scores: wdfs, estimate: documents.length }));
    return weigh(index, tree(index, leaves, union));
  }
  const results = await Promise.all(children.map((child) => evaluate(index, child)));
  if (kind === "any") return tree(index, results, union);
  if (kind === "every") return intersection(results);
  return { ...difference(results[0], results.slice(1)), estimate: results[0].estimate };
}
