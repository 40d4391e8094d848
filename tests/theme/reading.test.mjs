// Looks at every kind of page of the built site at the widths that readers have. SITE names the built folder, BASE the
// path that it was built for.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser/browser.mjs';
import { serve } from '../browser/server.mjs';

const base = process.env.BASE ?? '/';
const paths = ['', 'archive/', 'archive/2026/', 'archive/2026/03/', 'engineering-at-scale/',
  'engineering-at-scale/2026-03-24/', 'weeks/', 'weeks/2026-W13/', 'companies/', 'companies/cloudflare/', 'topics/',
  'topics/ai-agents/', 'threads/',
  'threads/sandboxing-ai-agents-100x-faster/', 'trends/', 'search/', 'about/', 'colophon/', '404.html'];
let server, context;

before(async () => {
  server = await serve(process.env.SITE, base);
  context = await launch({ reducedMotion: 'reduce' });
});
after(async () => {
  await context?.close();
  await server?.close();
});

/** Everything wider than the window, by tag and class. */
const tooWide = () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll('*')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => `${element.tagName} ${element.className}`);

test('no page scrolls sideways, from 320 to 1600 pixels', async () => {
  const { page, problems } = await openPage(context);
  for (const width of [320, 375, 768, 1024, 1280, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of paths) {
      await page.goto(server.url + path);
      assert.deepEqual(await page.evaluate(tooWide), [], `${path} at ${width} pixels`);
    }
  }
  assert.deepEqual(problems, []);
});

test('headings of every page descend without a gap', async () => {
  const { page } = await openPage(context);
  for (const path of paths) {
    await page.goto(server.url + path);
    const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1, path);
    levels.reduce((above, level) => {
      assert.ok(level <= above + 1, `${path}: h${level} below h${above}`);
      return level;
    }, levels[0]);
  }
});

test('axe finds nothing, light or dark, narrow or wide', async (t) => {
  let axe;
  try {
    axe = await readFile(createRequire(new URL('../browser/', import.meta.url)).resolve('axe-core/axe.min.js'), 'utf8');
  } catch {
    return t.skip('axe-core is not installed');
  }
  const bare = await launch({ bypassCSP: true });
  try {
    const page = await bare.newPage();
    for (const [colorScheme, width] of [['light', 360], ['light', 1280], ['dark', 1280]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of paths) {
        await page.goto(server.url + path);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], `${path} ${colorScheme} ${width}`);
      }
    }
  } finally {
    await bare.close();
  }
});

test('the first key leads past the masthead, and the focus can be seen', async () => {
  const { page } = await openPage(context);
  await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip');
  assert.ok(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().width > 50));
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN');
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
});

test('the list of sections stays in view beside a long issue', async () => {
  const { page } = await openPage(context);
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
  await page.evaluate(() => scrollTo({ top: 2500, behavior: 'instant' }));
  const top = await page.locator('nav.contents').evaluate((nav) => nav.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 100, `its upper edge is at ${top}`);
});

test('an issue prints its stories and none of the site around it', async () => {
  const { page } = await openPage(context);
  await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.sections', '.search-form', '.footer', '.contents', '.issue-side'])
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  for (const shown of ['.nameplate', 'h1', '.story .prose'])
    assert.equal(await page.locator(shown).first().isVisible(), true, shown);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.issue-body')).columnCount), '2');
});
