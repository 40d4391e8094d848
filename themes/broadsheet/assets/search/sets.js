// Sets of documents with scores: { documents, scores }, both arrays, ascending by document.

export function pick({ documents, scores }, fits) {
  const chosen = [];
  for (let i = 0; i < documents.length; i++) if (fits(documents[i])) chosen.push(i);
  return { documents: chosen.map((i) => documents[i]), scores: chosen.map((i) => scores[i]) };
}

export function union(a, b) {
  const documents = [];
  const scores = [];
  for (let i = 0, j = 0; i < a.documents.length || j < b.documents.length; ) {
    const left = a.documents[i] ?? Infinity;
    const right = b.documents[j] ?? Infinity;
    documents.push(Math.min(left, right));
    scores.push((left <= right ? a.scores[i++] : 0) + (right <= left ? b.scores[j++] : 0));
  }
  return { documents, scores };
}

// Adds scores in ascending order of frequency, as Xapian does.
export function intersection(lists) {
  const [first, ...others] = [...lists].sort((a, b) => a.estimate - b.estimate);
  let { documents, scores } = first;
  for (const other of others) {
    const kept = { documents: [], scores: [] };
    for (let i = 0, j = 0; i < documents.length && j < other.documents.length; ) {
      if (documents[i] < other.documents[j]) i++;
      else if (documents[i] > other.documents[j]) j++;
      else {
        kept.documents.push(documents[i]);
        kept.scores.push(scores[i++] + other.scores[j++]);
      }
    }
    ({ documents, scores } = kept);
  }
  return { documents, scores, estimate: documents.length };
}

export function keep(found, filters) {
  const sets = filters.map(({ documents }) => new Set(documents));
  return pick(found, (document) => sets.every((set) => set.has(document)));
}

export function difference(found, excluded) {
  if (!excluded.length) return found;
  const set = new Set(excluded.flatMap(({ documents }) => [...documents]));
  return pick(found, (document) => !set.has(document));
}

export const newest = ({ documents, scores }, count) =>
  Array.from({ length: Math.min(count, documents.length) }, (_, i) => documents.length - 1 - i).map((i) => ({
    document: documents[i],
    score: scores[i],
  }));

// The `count` best, equal ones by ascending document.
export function best({ documents, scores }, count) {
  const top = [];
  for (let i = 0; i < documents.length; i++) {
    if (top.length === count && !(scores[i] > top.at(-1)?.score)) continue;
    let low = 0;
    for (let high = top.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (top[middle].score >= scores[i]) low = middle + 1;
      else high = middle;
    }
    top.splice(low, 0, { document: documents[i], score: scores[i] });
    if (top.length > count) top.pop();
  }
  return top;
}
