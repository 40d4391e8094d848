// Counts of companies, topics, series and years in an answer. Loaded when a reader asks for them.

import { Reader, readJson, toBytes } from "./files.js";

// Of each segment { values: [[slug, name]], starts, rows, first }: the values of its i-th document are rows[starts[i]] to
// rows[starts[i + 1] - 1], indexes into values.
const readColumns = (index, kind) =>
  Promise.all(
    index.root.segments.map(({ documents, first }, number) =>
      index.file("f", index.root.facets[kind], number, (bytes) => {
        const reader = new Reader(bytes);
        const size = reader.varint();
        const values = readJson(bytes.subarray(reader.at, (reader.at += size)));
        const starts = new Int32Array(documents + 1);
        const rows = [];
        for (let i = 0; i < documents; i++) {
          for (let left = reader.varint(); left--; ) rows.push(reader.varint());
          starts[i + 1] = rows.length;
        }
        return { values, starts, rows, first };
      })
    )
  );

// The values of ascending documents, the most frequent first, then by the bytes of their slugs.
function countValues(columns, documents) {
  const found = new Map();
  for (const { values, starts, rows, first } of columns) {
    const counts = new Int32Array(values.length);
    for (const document of documents) {
      const own = document - first;
      if (own < 0 || own >= starts.length - 1) continue;
      for (let i = starts[own]; i < starts[own + 1]; i++) counts[rows[i]]++;
    }
    values.forEach(([value, name], i) => {
      const count = counts[i] + (found.get(value)?.count ?? 0);
      if (count) found.set(value, { value, name, count });
    });
  }
  const key = ({ value }) => toBytes(value);
  return [...found.values()].sort((a, b) => b.count - a.count || (key(a) < key(b) ? -1 : 1));
}

function years(index, documents) {
  const { runs } = index;
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
      result[kind] = await readColumns(index, kind).then((columns) => countValues(columns, documents), () => []);
    })
  );
  return { ...result, problems: [...index.problems] };
}
