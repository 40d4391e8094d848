// What a first search costs a reader who comes with an empty cache, in Chromium: bytes as they are sent, requests, and
// round trips, until results show.
//
//     node cold_query.mjs SITE [QUERY…]
//
// SITE is a made archive's site, built for the root of a host. Counted are the scripts of the search page and the files
// of the index; not the page and its stylesheet, which every page has. The server waits before each answer, so that a
// request belongs to the round trip after the last answer that came before it. The first round trip is what the page
// itself names: its script, the stemmer, the root. "then" is what is read after the first results show, to complete the list.
// Prints a row a query, and their mean and their most.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { launch, openPage } from '../browser/browser.mjs';
import { serve } from '../browser/server.mjs';
import { rootOf } from './root.mjs';

const delay = 300; // much longer than anything but the network takes
const dozen = ['latency', 'memory cache', 'data model server', 'client request query cost', '"read data"', 'title:cluster',
  'network -server', 'user year:2026', 'policy after:2026-01-01', 'worker OR region record', 'storege', 'company:anthropic model'];

/** Runs in the page: notes when results are there. */
function watch() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.search-result, .search-none p')) return;
    window.shown = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: [{ path, start, end }], each file once, and when results were there. */
function timings() {
  const rows = performance.getEntriesByType('resource').map(({ name, startTime, responseEnd }) =>
    ({ path: new URL(name).pathname, start: startTime, end: responseEnd }));
  return { rows: rows.filter(({ path }, i) => rows.findIndex((row) => row.path === path) === i), shown: window.shown };
}

const counted = ({ path }) => /^\/(search\/.|assets\/search\/)/.test(path) && !/story-text/.test(path);

async function ask(context, url, query, sent) {
  const { page } = await openPage(context);
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await page.addInitScript(watch);
  await page.goto(`${url}search/?${new URLSearchParams({ q: query })}`);
  await page.locator('.search-result, .search-none p').first().waitFor();
  await page.locator('#search-app:not([aria-busy])').waitFor();
  const { rows, shown } = await page.evaluate(timings);
  await page.close();
  const all = rows.filter(counted).sort((a, b) => a.start - b.start);
  for (const row of all)
    row.trip = 1 + Math.max(0, ...all.filter((other) => other.end <= row.start).map((other) => other.trip));
  const early = all.filter(({ start }) => start < shown);
  const bytes = (some) => some.reduce((sum, { path }) => sum + sent.get(path), 0) / 1024;
  return {
    requests: early.length, bytes: bytes(early), trips: Math.max(...early.map(({ trip }) => trip)),
    allRequests: all.length, allBytes: bytes(all),
  };
}

const [site, ...own] = process.argv.slice(2);
const { documents } = rootOf(await readFile(join(site, 'search/root.bin')), gunzipSync);
const sent = new Map(); // path → bytes
const asked = (path) => (bytes) => sent.set(path, bytes);
const server = await serve(site, '/', { delay, compress: true, asked });
const context = await launch();
const line = (name, { requests, bytes, trips, allRequests, allBytes }, digits = 0) =>
  console.log(`${name.padEnd(30)}${requests.toFixed(digits).padStart(9)}${trips.toFixed(digits).padStart(13)}`
    + `${bytes.toFixed(1).padStart(9)}${(allRequests - requests).toFixed(digits).padStart(9)}${allBytes.toFixed(1).padStart(9)}`);
try {
  console.log(`${`${documents} documents`.padEnd(30)} requests  round trips       KB     then   KB all`);
  const answers = [];
  for (const query of own.length ? own : dozen) {
    answers.push(await ask(context, server.url, query, sent));
    line(query, answers.at(-1));
  }
  const keys = Object.keys(answers[0]);
  const over = (how) => Object.fromEntries(keys.map((key) => [key, how(answers.map((answer) => answer[key]))]));
  line('mean', over((list) => list.reduce((sum, one) => sum + one, 0) / list.length), 1);
  line('most', over((list) => Math.max(...list)));
} finally {
  await context.close();
  await server.close();
}
