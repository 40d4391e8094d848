// Counts of companies, topics, series and years in an answer. Loaded when a reader asks for them.

import { Reader } from "./files.js";
import { readJson } from "./index.js";

// { values: [[slug, name]], starts, rows }: the values of document i are rows[starts[i]] to rows[starts[i + 1] - 1],
// indexes into values.
export const readColumn = (index, kind) =>
  index.file("f", index.root.facets[kind], 0, (bytes) => {
    const reader = new Reader(bytes);
    const size = reader.varint();
    const values = readJson(bytes.subarray(reader.at, (reader.at += size)));
    const starts = new Int32Array(index.count + 1);
    const rows = [];
    for (let i = 0; i < index.count; i++) {
      for (let left = reader.varint(); left--; ) rows.push(reader.varint());
      starts[i + 1] = rows.length;
    }
    return { values, starts, rows };
  });

function countValues({ values, starts, rows }, documents) {
  const counts = new Int32Array(values.length);
  for (const document of documents) for (let i = starts[document]; i < starts[document + 1]; i++) counts[rows[i]]++;
  return values
    .map(([value, name], i) => ({ value, name, count: counts[i] }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count);
}

function years(index, documents) {
  const runs = index.runs();
  const counts = new Map();
  for (let i = 0, run = 0; i < documents.length; i++) {
    while (runs[run + 1]?.first <= documents[i]) run++;
    const year = Math.floor(runs[run].day / 10000);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts].map(([year, count]) => ({ value: `${year}`, name: `${year}`, count })).reverse();
}

// How many of `documents` have each value, the most frequent first, and the files that could not be read.
export async function facets(index, documents) {
  const result = { year: years(index, documents) };
  await Promise.all(
    Object.keys(index.root.facets).map(async (kind) => {
      result[kind] = await readColumn(index, kind).then((column) => countValues(column, documents), () => []);
    })
  );
  return { ...result, problems: [...index.problems] };
}
