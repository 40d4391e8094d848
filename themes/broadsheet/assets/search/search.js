// Answers queries from the static index that `broadsheet build` writes, exactly as Xapian 1.4 would: the same
// documents, order and scores. Runs unchanged in browsers and in Node; reads nothing but the index, through the given
// fetch.
//
//   const index = await open({ base: "/search/", fetch });
//   const answer = await index.search("edge caching", { limit, offset, sort: "date", operator: "and", partial: true });
//   answer.results   [{ document, score, title, url, date, series, issue, companies, excerpt }]
//   answer.total     how many documents fit       answer.suggestion   the query, respelt, or ""
//   answer.terms     a Set for mark()             answer.problems     index files that could not be read
//   await answer.facets()                         { company: [{ value, name, count }], topic, series, year }
//   mark(text, answer)                            [{ text, marked }]

import { Index } from "./index.js";
import { evaluate } from "./match.js";
import { everything, parse } from "./query.js";
import { best, difference, keep, newest } from "./sets.js";
import { completions, suggest } from "./spelling.js";
import { tokens } from "./words.js";

// The terms that a result may have, for marking.
function leaves(node) {
  if (!node || node.terms) return node?.terms ?? [];
  const children = node.children ?? [];
  return (node.kind === "without" ? children.slice(0, 1) : children).flatMap(leaves);
}

async function search(index, query, options = {}) {
  const { limit = 10, offset = 0, sort } = options;
  const parsed = parse(query, index.language, options);
  index.problems.clear();
  for (const { node } of parsed.typed) {
    const more = node.complete ? await completions(index, node.complete) : [];
    node.terms = [...new Set([...node.terms, ...more.flatMap(index.language.stems)])].sort();
  }
  const [found, filters, excluded] = await Promise.all([
    evaluate(index, parsed.score),
    Promise.all(parsed.filters.map((node) => evaluate(index, node))),
    Promise.all(parsed.excluded.map((node) => evaluate(index, node))),
  ]);
  const hits = difference(filters.length ? keep(found, filters) : found, excluded);
  const byDate = sort === "date" || parsed.score === everything;
  const chosen = byDate ? newest(hits, offset + limit) : best(hits, offset + limit);
  const rows = await Promise.all(
    chosen.slice(offset).map((hit) => index.row(hit.document).then((row) => ({ ...hit, ...row }), () => null))
  );
  return {
    results: rows.filter(Boolean),
    total: hits.documents.length,
    suggestion: await suggest(index, parsed),
    terms: new Set(leaves(parsed.score).filter((term) => !/^X/.test(term)).map((term) => term.replace(/^S/, ""))),
    language: index.language,
    problems: [...index.problems],
    facets: async () => (await import("./facets.js")).facets(index, hits.documents),
  };
}

// `text` cut into marked and unmarked pieces; `answer` is what search() gave.
export function mark(text, { terms, language }) {
  const pieces = [];
  let at = 0;
  const add = (end, marked) => {
    if (end > at) pieces.push({ text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const { word, begin, end } of tokens(text)) {
    if (!language.stems(word.normalize("NFC")).some((stem) => terms.has(stem))) continue;
    add(begin, false);
    add(end, true);
  }
  add(text.length, false);
  return pieces;
}

// Reads the root of the index at `base`, an address that ends in "/". Rejects where there is none that can be read.
export async function open({ base, fetch = globalThis.fetch.bind(globalThis) }) {
  const index = await new Index(base, fetch).start();
  return { search: (query, options) => search(index, query, options) };
}
