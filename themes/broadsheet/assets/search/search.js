// Answers queries from the static index that `broadsheet build` writes, exactly as Xapian 1.4 would: the same
// documents, order and scores. Runs unchanged in browsers and in Node; reads nothing but the index, through the given
// fetch. themes/README.md describes its use:
//
//   const index = await open({ base: "/search/", fetch });
//   const answer = await index.search("edge caching", { limit, offset, sort: "date", operator: "and", partial: true });
//   answer.results   [{ document, score, title, url, date, series, issue, companies, excerpt }]
//   answer.total     how many documents fit       answer.suggestion   the query, respelt, or ""
//   answer.asked     for marks.js                 answer.problems     index files that could not be read
//   await answer.rest?.()   { results, problems }, the results after those; some are left for this where more than `files`
//                    files (an option) would have been read before the answer
//   await answer.facets()                         { company: [{ value, name, count }], topic, series, year, problems }
//   await answer.groups({ limit, each })          { groups: [{ url, issue, series, date, count, results }], total, problems }
//
// marks.js has mark(text, answer) and passage(text, answer, size): where the words of a query stand in a text.

import { toBytes } from "./files.js";
import { Index } from "./index.js";
import { evaluate } from "./match.js";
import { everything, parse } from "./query.js";
import { best, difference, keep, newest } from "./sets.js";

// What `use` makes of lexicon.js, which is rarely needed, and of the archive's words that start as `text` does; they are
// there when it is.
async function ask(index, text, use) {
  const files = await index.lexicon(toBytes(text)).catch(() => []);
  return files.length ? use(await import("./lexicon.js"), files.flat()) : "";
}

async function complete(index, typed) {
  // Most words that a word may go on to stand in the files that it stands in itself: these are asked for at once.
  for (const { node } of typed) for (const term of node.terms) index.list(term);
  for (const { node } of typed) {
    const start = node.complete ?? "";
    const more = [...start].length > 2 && (await ask(index, start, ({ completions }, words) => completions(words, start)));
    node.terms = [...new Set([...node.terms, ...(more || []).flatMap(index.language.stems)])].sort();
  }
}

// The documents that fit a parsed query.
async function hits(index, { score, filters, excluded }) {
  const [found, ...sets] = await Promise.all([score, ...filters, ...excluded].map((node) => evaluate(index, node)));
  return difference(keep(found, sets.slice(0, filters.length)), sets.slice(filters.length));
}

// Rows of documents that can be read.
const show = async (index, chosen) =>
  (
    await Promise.all(chosen.map((hit) => index.row(hit.document).then((row) => ({ ...hit, ...row }), () => null)))
  ).filter(Boolean);

// The query respelt where no document has a word of it, or "".
async function suggest(index, { text, typed }) {
  const respelt = await Promise.all(
    typed.map(async ({ word, node, begin, end }, i) => {
      const lists = await Promise.all(node.terms.map((term) => index.list(term)));
      const known = [...word].length < 4 || lists.some(({ documents }) => documents.length);
      const better = !known && (await ask(index, [...word][0], ({ near }, words) => near(words, word)));
      return text.slice(typed[i - 1]?.end ?? 0, begin) + (better || text.slice(begin, end));
    })
  );
  const all = respelt.join("") + text.slice(typed.at(-1)?.end);
  return typed.length && all !== text ? all : "";
}

async function search(whole, query, options = {}) {
  const { limit = 10, offset = 0, sort, signal, files = Infinity } = options;
  const index = whole.view(options);
  const parsed = parse(query, index.language, options);
  await complete(index, parsed.typed);
  const found = await hits(index, parsed);
  const byDate = sort === "date" || parsed.score === everything;
  const chosen = (byDate ? newest : best)(found, offset + limit).slice(offset);
  const soon = chosen.slice(0, Math.max(1, files - index.asked));
  const [results, suggestion] = await Promise.all([show(index, soon), suggest(index, parsed)]);
  signal?.throwIfAborted();
  if (options.local && index.problems.size) throw new Error("local");
  index.keep();
  const showRest = async () => ({ results: await show(index, chosen.slice(soon.length)), problems: [...index.problems] });
  return {
    results,
    rest: soon.length < chosen.length ? showRest : undefined,
    total: found.documents.length,
    suggestion,
    asked: parsed.score,
    language: index.language,
    problems: [...index.problems],
    facets: async () => (await import("./facets.js")).facets(whole.view(), found.documents),
    groups: async (wish) => (await import("./groups.js")).groups(whole.view(wish), found, { byDate, show, ...wish }),
  };
}

// Reads the root of the index at `base`, an address that ends in "/". Rejects where there is none that can be read.
export async function open({ base, fetch = globalThis.fetch.bind(globalThis) }) {
  const index = await new Index(base, fetch).start();
  return { search: (query, options) => search(index, query, options) };
}
