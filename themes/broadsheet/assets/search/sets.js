// Sets of documents with scores: { documents, scores }, typed arrays, ascending by document.

// Room for `size` documents, filled one after the other.
class Filling {
  constructor(size) {
    this.documents = new Int32Array(size);
    this.scores = new Float64Array(size);
    this.size = 0;
  }
  add(document, score) {
    this.documents[this.size] = document;
    this.scores[this.size++] = score;
  }
  done() {
    return { documents: this.documents.subarray(0, this.size), scores: this.scores.subarray(0, this.size) };
  }
}

// Asks `fits` in ascending order.
export function pick({ documents, scores }, fits) {
  const chosen = new Filling(documents.length);
  for (let i = 0; i < documents.length; i++) if (fits(documents[i])) chosen.add(documents[i], scores[i]);
  return chosen.done();
}

export function union(a, b) {
  const all = new Filling(a.documents.length + b.documents.length);
  let i = 0;
  let j = 0;
  while (i < a.documents.length || j < b.documents.length) {
    const left = a.documents[i] ?? Infinity;
    const right = b.documents[j] ?? Infinity;
    all.add(Math.min(left, right), (left <= right && a.scores[i++]) + (right <= left && b.scores[j++]));
  }
  return all.done();
}

// Adds scores in ascending order of frequency, as Xapian does.
export function intersection(lists) {
  const [first, ...others] = [...lists].sort((a, b) => a.estimate - b.estimate);
  let common = first;
  for (const other of others) {
    const { documents, scores } = common;
    const both = new Filling(Math.min(documents.length, other.documents.length));
    for (let i = 0, j = 0; i < documents.length && j < other.documents.length; ) {
      if (documents[i] < other.documents[j]) i++;
      else if (documents[i] > other.documents[j]) j++;
      else both.add(documents[i], scores[i++] + other.scores[j++]);
    }
    common = both.done();
  }
  return { ...common, estimate: common.documents.length };
}

// Says of ascending documents whether they are there.
const member = ({ documents }) => {
  let i = 0;
  return (document) => {
    while (documents[i] < document) i++;
    return documents[i] === document;
  };
};

export const keep = (found, filters) => filters.reduce((left, filter) => pick(left, member(filter)), found);

export function difference(found, excluded) {
  for (const one of excluded) {
    const has = member(one);
    found = pick(found, (document) => !has(document));
  }
  return found;
}

export function newest({ documents, scores }, count) {
  const all = [];
  for (let i = documents.length; i-- && all.length < count; ) all.push({ document: documents[i], score: scores[i] });
  return all;
}

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
