// How long a keystroke on the search page takes until its results are painted, in Chromium, with all files there.
//
//     node keystrokes.mjs SITE [ROUNDS]
//
// SITE is a made archive's site, built for the root of a host. Each query is typed once, slowly, to read the files of
// each of its beginnings, and then as people type. Prints a row a query, and one for all keys: milliseconds from the key to the changed page
// ("answer"), and to the end of the frame that shows it ("painted"); medians, and nine of ten are below the last.
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage } from '../browser/browser.mjs';
import { serve } from '../browser/server.mjs';
import { rootOf } from './root.mjs';

const queries = ['latency', 'memory cache', 'data model server', 'client request query cost', '"read data"', 'title:cluster',
  'network -server', 'user year:2026', 'policy after:2026-01-01', 'worker OR region record', 'storege', 'the and with data'];

/** Runs in the page: notes when a key was pressed, when the page changed, and when that was painted. */
function watch() {
  window.keys = [];
  let key;
  addEventListener('keydown', (event) => { key = { at: event.timeStamp }; }, true);
  new MutationObserver(() => {
    const changed = key;
    if (!changed || changed.answer) return;
    changed.answer = performance.now() - changed.at;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => window.keys.push({ ...changed, painted: performance.now() - changed.at });
      port1.postMessage(0);
    });
  }).observe(document.querySelector('.search-suggestion'), { childList: true }); // each answer replaces what it holds
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
function summary(keys, measure) {
  const sorted = keys.map((key) => key[measure]).sort((a, b) => a - b);
  if (!keys.length) return '      –      –';
  return [at(sorted, 0.5), at(sorted, 0.9)].map((time) => time.toFixed(1).padStart(7)).join('');
}

async function type(page, query, delay) {
  await page.fill('#q', '');
  await page.waitForTimeout(100);
  await page.evaluate(() => { window.keys = []; });
  await page.focus('#q');
  await page.keyboard.type(query, { delay });
  await page.locator('#search-app:not([aria-busy])').waitFor();
  await page.waitForTimeout(700);
  return page.evaluate(() => window.keys);
}

const [site, rounds = 3] = process.argv.slice(2);
const { documents } = rootOf(await readFile(join(site, 'search/root.bin')), gunzipSync);
const server = await serve(site);
const context = await launch();
try {
  const { page } = await openPage(context);
  await page.goto(`${server.url}search/`);
  await page.locator('.search-late').waitFor({ state: 'detached' });
  await page.evaluate(watch);
  for (const query of queries) await type(page, query, 500);
  const all = [];
  let pressed = 0;
  console.log(`${documents} documents`.padEnd(36) + '   answer        painted');
  for (const query of queries) {
    const keys = [];
    for (let i = 0; i < rounds; i++) keys.push(...await type(page, query, 80));
    all.push(...keys);
    pressed += query.length * rounds;
    console.log(`${query.padEnd(30)}${String(keys.length).padStart(6)}${summary(keys, 'answer')} ${summary(keys, 'painted')}`);
  }
  console.log(`${pressed} keys, ${all.length} of them answered before the next one`);
  console.log(`${'all keys'.padEnd(30)}${String(all.length).padStart(6)}${summary(all, 'answer')} ${summary(all, 'painted')}`);
} finally {
  await context.close();
  await server.close();
}
