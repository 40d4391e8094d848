// Uses the project's own site as a reader does. SITE names the built folder, BASE the path that it was built for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from './browser.mjs';
import { serve } from './server.mjs';

const base = process.env.BASE ?? '/';
let server, context;

before(async () => {
  server = await serve(process.env.SITE, base);
  context = await launch();
});
after(async () => {
  await context?.close();
  await server?.close();
});

/** The path of the page at hand below the site's base. */
const path = (page) => new URL(page.url()).pathname.slice(base.length - 1);

test('from the front page to an issue, a company, a topic and a week', async () => {
  const { page, problems } = await openPage(context);
  await page.goto(server.url);
  assert.match(await page.title(), /\S/);
  assert.equal(await page.locator('h1').count(), 1);

  await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
  assert.match(await page.locator('h1').innerText(), /2026-03-24/);
  const article = page.locator('main');
  assert.ok(await article.locator('h3').count() >= 7, 'an issue shows its stories');

  await article.getByRole('link', { name: 'Cloudflare', exact: true }).first().click();
  assert.equal(path(page), '/companies/cloudflare/');
  assert.match(await page.locator('h1').innerText(), /Cloudflare/);
  assert.ok(await page.locator('a[href*="/engineering-at-scale/2026-03-24/#"]').count() >= 1, 'a company lists its stories');

  await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
  await page.locator('a[href*="/topics/"]:not([href$="/topics/"])').first().click();
  assert.match(path(page), /^\/topics\/[a-z0-9-]+\/$/);

  await page.goto(`${server.url}weeks/2026-W13/`);
  const issues = await page.locator('main a[href*="/engineering-at-scale/2026-03-"]').evaluateAll(
    (links) => [...new Set(links.map((link) => new URL(link.href).pathname.split('/').at(-2)))].sort());
  assert.deepEqual(issues, ['2026-03-19--2026-03-26', '2026-03-24', '2026-03-27']);
  assert.deepEqual(problems, []);
});

test('every link of the front page leads somewhere', async () => {
  const { page, problems } = await openPage(context);
  await page.goto(server.url);
  const links = await page.locator('a').evaluateAll((all) => [...new Set(all.map((link) => link.href.split('#')[0]))]);
  for (const link of links.filter((address) => address.startsWith(server.origin))) {
    const response = await page.request.get(link);
    assert.equal(response.status(), 200, link);
  }
  assert.deepEqual(problems, []);
});

test('search answers as one types, and its address can be shared', async () => {
  const { page, problems } = await openPage(context);
  await page.goto(`${server.url}search/`);
  const box = page.locator('main input[type=search]').first();
  await box.fill('cloudflare isolates');
  const results = page.locator('.search-result');
  await results.first().waitFor();
  const first = results.first().locator('a').first();
  assert.match(await first.getAttribute('href'), new RegExp(`^${base}engineering-at-scale/`));
  await page.waitForURL(/[?&]q=cloudflare/);

  const { page: other } = await openPage(context);
  await other.goto(page.url());
  await other.locator('.search-result').first().waitFor();
  assert.equal(await other.locator('.search-result a').first().innerText(), await first.innerText());

  await first.click();
  await page.locator('main h1').waitFor();
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.ok(id && await page.locator(`[id="${id}"]`).count() === 1, 'a result leads to its story');
  assert.deepEqual(problems, []);
});

test('a search from any page works without waiting for scripts', async () => {
  const { page, problems } = await openPage(context);
  await page.goto(`${server.url}about/`);
  const box = page.locator('header input[type=search]').first();
  await box.fill('kubernetes');
  await box.press('Enter');
  await page.waitForURL(/search\/\?q=kubernetes/);
  await page.locator('.search-result').first().waitFor();
  assert.deepEqual(problems, []);
});

test('pages can be read without scripts', async () => {
  const bare = await launch({ javaScriptEnabled: false });
  try {
    const { page, problems } = await openPage(bare);
    await page.goto(`${server.url}engineering-at-scale/2026-03-24/`);
    assert.ok((await page.locator('main').innerText()).length > 2000);
    const scripts = await page.locator('script').evaluateAll((found) => found.map((script) => script.src));
    assert.ok(scripts.every((src) => /\/assets\/scheme\.[^/]*js$/.test(src)), `an issue needs no script: ${scripts}`);
    await page.goto(`${server.url}search/`);
    assert.match(await page.locator('main').innerText(), /script/i);
    assert.deepEqual(problems, []);
  } finally {
    await bare.close();
  }
});

test('a missing page is the site\'s own, with a way on', async () => {
  const { page } = await openPage(context);
  const response = await page.goto(`${server.url}no/such/page/`);
  assert.equal(response.status(), 404);
  await page.locator(`a[href="${base}"]`).first().click();
  assert.equal(path(page), '/');
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
