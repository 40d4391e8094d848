// What a first visit to an issue costs: bytes, requests, and words that jump. SITE names the built folder, BASE the path
// that it was built for.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch, openPage } from './browser.mjs';
import { pagesByKind } from './pages.mjs';
import { serve } from './server.mjs';

const base = process.env.BASE ?? '/';
const pages = await pagesByKind(process.env.SITE);
const issues = pages.issue;
let server, context;

before(async () => {
  server = await serve(process.env.SITE, base);
  context = await launch();
});
after(async () => {
  await context?.close();
  await server?.close();
});

const read = (file) => readFile(join(process.env.SITE, decodeURIComponent(file)));
/** The style sheets that a page asks for. */
const styles = (html) => [...html.toString().matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);

test('all pages have the same style sheet, and no other', async () => {
  const found = new Set();
  for (const address of Object.values(pages).flat()) {
    const own = styles(await read(address.replace(/(^|\/)$/, '$1index.html')));
    assert.equal(own.length, 1, address);
    found.add(own[0]);
  }
  assert.equal(found.size, 1);
});

test('an issue of ordinary size takes 20 KB of HTML and CSS, gzipped, in one request each', async () => {
  const sizes = [];
  for (const address of issues) {
    const html = await read(`${address}index.html`);
    const css = await read(styles(html)[0].slice(base.length));
    sizes.push({ address, bytes: gzipSync(html, { level: 9 }).length + gzipSync(css, { level: 9 }).length });
  }
  sizes.sort((a, b) => a.bytes - b.bytes);
  const median = sizes[sizes.length >> 1];
  console.log(`# ${sizes.length} issues: ${sizes[0].bytes} to ${sizes.at(-1).bytes} bytes, median ${median.bytes}`);
  assert.ok(median.bytes <= 20 * 1024, `${median.address}: ${median.bytes} bytes`);
});

/** How far what stands on the page jumped while it came, as browsers measure it. */
const shifts = (page) => page.evaluate(() => new Promise((done) => {
  let sum = 0;
  const add = (list) => { for (const entry of list.getEntries()) sum += entry.value; };
  const observer = new PerformanceObserver(add);
  observer.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { add({ getEntries: () => observer.takeRecords() }); done(sum); }, 50)));
}));

for (const width of [1280, 360])
  test(`nothing jumps while an issue comes, pictures and all, ${width} pixels wide`, async () => {
    const { page, problems } = await openPage(context);
    await page.setViewportSize({ width, height: 800 });
    // Pictures come late, so that a place that was not kept for them would show.
    await page.route(/\.(png|svg|jpe?g|webp|gif)$/, async (route) => {
      await new Promise((go) => setTimeout(go, 150));
      await route.continue();
    });
    for (const address of issues) {
      await page.goto(server.url + address, { waitUntil: 'commit' });
      await page.waitForLoadState('load');
      const pictures = page.locator('main img');
      for (let at = 0; at < await pictures.count(); at++) {
        await pictures.nth(at).scrollIntoViewIfNeeded();
        await pictures.nth(at).evaluate((image) => image.complete || new Promise((done) => { image.onload = image.onerror = done; }));
      }
      assert.equal(await shifts(page), 0, address);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });

test('the measure of jumps sees one', async () => {
  const { page } = await openPage(context);
  await page.goto(server.url + issues[0]);
  await page.evaluate(() => new Promise((done) => {
    setTimeout(() => { document.querySelector('h1').style.marginBlockStart = '300px'; requestAnimationFrame(() => setTimeout(done, 50)); }, 700);
  }));
  assert.ok(await shifts(page) > 0);
  await page.close();
});

test('an issue looks the same without scripts, but for the switch of schemes', async () => {
  const bare = await launch({ javaScriptEnabled: false });
  try {
    const [plain, scripted] = [await openPage(bare), await openPage(context)];
    for (const { page } of [plain, scripted]) await page.goto(server.url + issues[0]);
    for (const selector of ['main', 'footer'])
      assert.equal(await plain.page.locator(selector).innerText(), await scripted.page.locator(selector).innerText(), selector);
    assert.deepEqual([...plain.problems, ...scripted.problems], []);
    await scripted.page.close();
  } finally {
    await bare.close();
  }
});
