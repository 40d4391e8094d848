// Asks the browser's search client what search_oracle asked Xapian, and compares words, stems, order and scores.
//
//     node client_test.mjs FOLDER SCRIPTS [NAME]
//
// The scripts are copied to FOLDER/NAME first.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, scripts, name = "scripts"] = process.argv.slice(2);
// A theme's scripts are modules, but their folder has no package.json that says so to Node.
await cp(scripts, `${folder}/${name}`, { recursive: true });
await writeFile(`${folder}/${name}/package.json`, '{ "type": "module" }');
const load = (module) => import(pathToFileURL(`${folder}/${name}/${module}`).href);
const { open } = await load("search.js");
const { mark, passage } = await load("marks.js");
const { loadStemmers, tokens } = await load("words.js");
const read = async (file) => JSON.parse(await readFile(`${folder}/${file}`, "utf8"));

const base = pathToFileURL(`${folder}/files/`).href;
const serve = (change = (name, bytes) => bytes) => async (address) => {
  const name = address.slice(base.length);
  const bytes = await readFile(new URL(address)).catch(() => undefined);
  const body = bytes && change(name, bytes);
  return new Response(body, { status: body ? 200 : 404 });
};

const close = (a, b) => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

// The same documents with the same scores; those whose scores are equal but for rounding may change places.
function sameResults(found, wanted) {
  if (found.length !== wanted.length) return `${found.length} results for ${wanted.length}`;
  for (let i = 0; i < found.length; i++) {
    const [document, score, url] = wanted[i];
    if (!close(found[i].score, score)) return `result ${i} scores ${found[i].score}, not ${score}`;
    if (found[i].document === document && found[i].url !== url) return `result ${i} is at ${found[i].url}, not ${url}`;
    if (found[i].document === document) continue;
    const other = wanted.find((one) => one[0] === found[i].document);
    if (!close((other ?? wanted.at(-1))[1], score)) return `result ${i} is ${found[i].document}, not ${document}`;
  }
  return "";
}

async function answersAsXapian() {
  const answers = await read("answers.json");
  const index = await open({ base, fetch: serve() });
  const wrong = [];
  for (const { results, total, suggestion, ...asked } of answers) {
    const found = await index.search(asked.query, asked);
    const problem =
      sameResults(found.results, results) ||
      (found.total === total ? "" : `${found.total} documents, not ${total}`) ||
      (found.suggestion === suggestion ? "" : `suggests "${found.suggestion}", not "${suggestion}"`) ||
      found.problems.join();
    if (problem) wrong.push(`${JSON.stringify(asked)}: ${problem}`);
  }
  assert.deepEqual(wrong, []);
  const answered = answers.filter(({ total }) => total > 0).length;
  assert.ok(answered > answers.length / 2, `only ${answered} queries have an answer`);
  return answers.length;
}

async function cutsAndStemsAsXapian() {
  const { texts, stems } = await read("words.json");
  for (const { text, words } of texts) assert.deepEqual(tokens(text).map(({ word }) => word), words, text);
  const wrong = [];
  const languages = Object.keys(stems);
  const stemmers = await loadStemmers(languages);
  for (const [i, language] of languages.entries())
    for (const [word, wanted] of Object.entries(stems[language])) {
      const found = stemmers[i](word);
      if (found !== wanted) wrong.push(`${language}: ${word} is ${found}, not ${wanted}`);
    }
  assert.deepEqual(wrong, []);
}

async function survivesDamage() {
  const { results } = await (await open({ base, fetch: serve() })).search("team platform news");
  const cut = serve((name, bytes) => (/^t-/.test(name) ? bytes.subarray(0, bytes.length - 9) : bytes));
  const damaged = await (await open({ base, fetch: cut })).search("team platform news");
  assert.deepEqual(damaged.results, []);
  assert.match(damaged.problems.join(), /^t-[a-z2-7]{8}-\d+\.bin/);
  const end = `-${Math.floor(results[0].document / 8) % 4}.bin`; // 8 rows a file, 4 files a hash
  const lost = serve((name, bytes) => (name.startsWith("r-") && name.endsWith(end) ? undefined : bytes));
  const missing = await (await open({ base, fetch: lost })).search("team platform news");
  assert.ok(missing.results.length > 0 && missing.results.length < results.length);
  assert.match(missing.problems.join(), /^r-/);
  await assert.rejects(open({ base, fetch: async () => new Response("gone", { status: 404 }) }), /root\.bin: 404/);
}

async function readsFilesThatTheServerDecoded() {
  const { gunzipSync } = await import("node:zlib");
  const decoded = serve((name, bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes));
  const plain = await (await open({ base, fetch: serve() })).search("cache");
  assert.deepEqual((await (await open({ base, fetch: decoded })).search("cache")).results, plain.results);
}

const marked = (pieces) => pieces.filter((piece) => piece.marked).map(({ text }) => text);
const whole = (pieces) => pieces.map(({ text }) => text).join("");

async function marks() {
  const index = await open({ base, fetch: serve() });
  const answer = await index.search("caching title:teams 数据");
  const text = "Caches, a TEAM’s cached 大数据 and no more";
  assert.deepEqual(marked(mark(text, answer)), ["Caches", "TEAM’s", "cached", "数据"]);
  assert.equal(whole(mark(text, answer)), text);
  const phrases = await index.search('"the team" Node.js "大数据" -kafka company:kafka');
  const told = "A team. The teams use node js, JS on Node, 大数据 and kafka";
  assert.deepEqual(marked(mark(told, phrases)), ["The teams", "node js", "大数据"]);
  assert.deepEqual(marked(mark(told, await index.search("company:kafka"))), []);
}

async function findsPassages() {
  const index = await open({ base, fetch: serve() });
  const answer = await index.search('caches "query planner"');
  const filler = "Words of no concern to anybody stand here. ".repeat(20);
  const text = `Caching once. ${filler}Here it is:\n the query   planner with its cache 🙂. ${filler}`;
  const pieces = passage(text, answer, 120);
  assert.deepEqual(marked(pieces), ["query planner", "cache"]);
  assert.match(whole(pieces), /^… .* … *$/);
  assert.ok(whole(pieces).length <= 130, whole(pieces));
  for (const size of [20, 60, 90, 200, 5000])
    for (const other of [text, "cache", "", "🙂".repeat(300) + "cache" + "🙂".repeat(300), `数据。${"据数".repeat(200)}`]) {
      const found = passage(other, answer, size);
      const shown = whole(found).replace(/^… | …$/g, "");
      assert.ok(other.replace(/\s+/g, " ").includes(shown), shown);
      assert.ok(shown.isWellFormed?.() ?? true, shown);
      assert.equal(marked(found).length > 0, /cach|planner/i.test(other), shown);
    }
  const start = passage(`${filler}`, answer, 50);
  assert.equal(whole(start), "Words of no concern to anybody stand here. Words …");
}

async function counts() {
  const index = await open({ base, fetch: serve() });
  const query = "caching title:teams 数据";
  const answer = await index.search(query);
  const facets = await answer.facets();
  assert.equal(facets.series.reduce((sum, { count }) => sum + count, 0), answer.total);
  assert.equal(facets.year.reduce((sum, { count }) => sum + count, 0), answer.total);
  for (const { value, count } of facets.company)
    assert.equal((await index.search(`(${query}) company:${value}`)).total, count, value);
}

async function groupsByIssue() {
  const index = await open({ base, fetch: serve() });
  for (const sort of ["relevance", "date"]) {
    const all = await index.search("team platform", { limit: 2000, sort });
    const { groups, total } = await all.groups({ limit: 2000, each: 2000 });
    const wanted = new Map();
    for (const { document, url } of all.results) {
      const page = url.split("#")[0];
      wanted.set(page, [...(wanted.get(page) ?? []), document]);
    }
    const found = groups.map(({ url, results }) => [url, results.map(({ document }) => document)]);
    assert.deepEqual(found, [...wanted]);
    assert.equal(total, wanted.size);
    assert.equal(groups.reduce((sum, { count }) => sum + count, 0), all.total);
    const few = await all.groups({ limit: 4, each: 1 });
    assert.deepEqual(few.groups.map(({ url, count }) => [url, count]), groups.slice(0, 4).map(({ url, count }) => [url, count]));
    assert.ok(few.groups.every(({ results }) => results.length === 1));
  }
}

// A reader's keystroke may be answered from what is there, and be overtaken by the next one.
async function readsNoMoreThanAsked() {
  let asked = 0;
  let online = true;
  const read = serve();
  const fetch = (address) => (asked++, online ? read(address) : Promise.reject(new TypeError("offline")));
  const index = await open({ base, fetch });
  await assert.rejects(index.search("team platform", { local: true }));
  assert.equal(asked, 1, "only the root");
  const answer = await index.search("team platform");
  online = false;
  const before = asked;
  const again = await index.search("platform team", { local: true });
  assert.deepEqual(again.results.map(({ url }) => url).sort(), answer.results.map(({ url }) => url).sort());
  assert.equal(asked, before);
  assert.deepEqual((await index.search("team platform")).problems, [], "what was read needs no network");
  online = true;

  const stop = new AbortController();
  const overtaken = index.search("release notes cluster", { signal: stop.signal });
  stop.abort();
  await assert.rejects(overtaken, { name: "AbortError" });
  const seen = asked;
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(asked, seen, "an overtaken search asks for nothing more");
  const fresh = await (await open({ base, fetch: read })).search("release notes cluster");
  assert.deepEqual((await index.search("release notes cluster")).results, fresh.results);
}

// Where many files are needed, the first results come before the others.
async function showsFirstResultsSoon() {
  let asked = 0;
  const read = serve();
  const fetch = (address) => (asked++, read(address));
  const all = await (await open({ base, fetch: read })).search("team platform news", { limit: 20 });
  assert.equal(all.rest, undefined);
  const first = await (await open({ base, fetch })).search("team platform news", { limit: 20, files: 9 });
  assert.ok(asked <= 1 + 9, `${asked} files`);
  assert.ok(first.results.length > 0 && first.results.length < 20);
  const { results, problems } = await first.rest();
  assert.deepEqual([...first.results, ...results], all.results);
  assert.deepEqual(problems, []);
  const few = await (await open({ base, fetch: read })).search("team platform news", { limit: 20, files: 0 });
  assert.equal(few.results.length, 1, "one at least");
}

// Without a network a browser may still have the root that a reader used last.
async function opensOffline() {
  const read = serve();
  const fetch = (address, { cache }) => (cache === "no-cache" ? Promise.reject(new TypeError("offline")) : read(address));
  const { results } = await (await open({ base, fetch })).search("team platform");
  assert.ok(results.length);
}

const count = await answersAsXapian();
if (!existsSync(`${folder}/words.json`)) {
  console.log(`${count} queries answered as Xapian answers them`);
  process.exit(); // another archive than search_oracle's, which is all that the rest is about
}
await cutsAndStemsAsXapian();
await survivesDamage();
await readsFilesThatTheServerDecoded();
await marks();
await findsPassages();
await counts();
await groupsByIssue();
await readsNoMoreThanAsked();
await showsFirstResultsSoon();
await opensOffline();
console.log(`${count} queries answered as Xapian answers them`);
