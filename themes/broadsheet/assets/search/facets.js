// Counts of companies, topics, series and years in an answer. Loaded when a reader asks for them.

import { Reader } from "./files.js";
import { readJson } from "./index.js";

// { values: [[slug, name]], rows: for each document, indexes into values }
const readColumn = (index, kind) =>
  index.file("f", index.root.facets[kind], 0, (bytes) => {
    const reader = new Reader(bytes);
    const size = reader.varint();
    const values = readJson(bytes.subarray(reader.at, (reader.at += size)));
    const row = () => Array.from({ length: reader.varint() }, () => reader.varint());
    return { values, rows: Array.from({ length: index.count }, row) };
  });

function countValues({ values, rows }, documents) {
  const counts = new Map();
  for (const document of documents)
    for (const value of rows[document]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([value, count]) => ({ value: values[value][0], name: values[value][1], count }));
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

// How many of `documents` have each value, the most frequent first.
export async function facets(index, documents) {
  const result = { year: years(index, documents) };
  await Promise.all(
    Object.keys(index.root.facets).map(async (kind) => {
      result[kind] = await readColumn(index, kind).then((column) => countValues(column, documents), () => []);
    })
  );
  return result;
}
