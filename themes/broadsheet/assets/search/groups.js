// Results by issue. Loaded when a reader asks for it.

import { Reader } from "./files.js";

// The number of the issue of each document.
const issues = (index) =>
  index.file("i", index.root.issues, 0, (bytes) => {
    const issue = new Int32Array(index.count);
    const reader = new Reader(bytes);
    for (let number = 0, first = 0; reader.more(); number++) {
      const end = first + reader.varint();
      issue.fill(number, first, end);
      first = end;
    }
    return issue;
  });

// Lists of hits, one an issue, in the order of their first hits; hits of equal score by ascending document.
function gather({ documents, scores }, issue, byDate) {
  const order = Array.from(documents, (_, i) => i);
  order.sort(byDate ? (a, b) => b - a : (a, b) => scores[b] - scores[a] || a - b);
  const lists = new Map();
  for (const i of order) {
    const number = issue[documents[i]];
    if (!lists.has(number)) lists.set(number, []);
    lists.get(number).push({ document: documents[i], score: scores[i] });
  }
  return [...lists.values()];
}

// The `limit` first issues that have hits, with the `each` first hits of each.
export async function groups(index, found, { byDate, show, limit = 10, each = 3, local }) {
  const lists = gather(found, await issues(index), byDate);
  const chosen = await Promise.all(
    lists.slice(0, limit).map(async (hits) => {
      const results = await show(index, hits.slice(0, each));
      const { url = "", issue = "", series = "", date = "" } = results[0] ?? {};
      return { url: url.split("#")[0], issue, series, date, count: hits.length, results };
    })
  );
  if (local && index.problems.size) throw new Error("not all has been read");
  return { groups: chosen.filter(({ url }) => url), total: lists.length, problems: [...index.problems] };
}
