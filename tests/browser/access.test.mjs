// Every kind of page can be used by everybody: axe, the strict Content-Security-Policy, narrow windows and zoom, the
// keyboard. SITE names the built folder, BASE the path that it was built for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { colorRules, findings } from './axe.mjs';
import { launch, openPage } from './browser.mjs';
import { samplePages } from './pages.mjs';
import { policy, serve } from './server.mjs';

const base = process.env.BASE ?? '/';
const samples = await samplePages(process.env.SITE);
let server, context;

before(async () => {
  server = await serve(process.env.SITE, base);
  context = await launch();
});
after(async () => {
  await context?.close();
  await server?.close();
});

/** A page that notes what its policy refused; `check()` fails where anything went wrong. */
async function open() {
  const { page, problems } = await openPage(context);
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const check = async (what) => {
    assert.deepEqual(await page.evaluate(() => window.refused), [], `${what}: the policy refuses nothing`);
    assert.deepEqual(problems, [], what);
  };
  return { page, check };
}

/** Goes to a page, and waits for what its scripts add. A redirect is looked at without what makes it leave. */
async function visit(page, { kind, address }) {
  const url = server.url + address;
  if (kind === 'redirect')
    await page.route(url, async (route) => {
      const body = (await (await route.fetch()).text()).replace(/<meta http-equiv="refresh"[^>]*>/, '<link rel="icon" href="data:,">');
      await route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': policy } });
    });
  await page.goto(url + (kind === 'search' ? '?q=storage' : ''));
  if (kind === 'search') await page.locator('.search-result').first().waitFor();
}

/** The elements that stick out of the window, where the page can be scrolled sideways. */
const overflow = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => { const box = element.getBoundingClientRect(); return box.right > root.clientWidth + 1 || box.left < -1; })
    .slice(0, 5).map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`);
});

for (const width of [1280, 320])
  test(`axe and the policy find nothing on any kind of page, ${width} pixels wide`, async () => {
    const { page, check } = await open();
    await page.setViewportSize({ width, height: 800 });
    for (const sample of samples) {
      const name = `${sample.kind} ${sample.address}`;
      await page.emulateMedia({ colorScheme: 'light' });
      await visit(page, sample);
      assert.deepEqual(await overflow(page), [], `${name}: no scrolling sideways`);
      await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
      assert.deepEqual(await findings(page, colorRules), [], name);
      assert.deepEqual(await overflow(page), [], `${name}: no scrolling sideways with everything unfolded`);
      await check(name);
    }
    await page.close();
  });

test('nothing sticks out at any width, what scrolls can be reached by keys, and headings descend', async () => {
  const { page, check } = await open();
  let scrolling = 0;
  for (const sample of samples) {
    await visit(page, sample);
    // 640 × 400 is what 200 % zoom leaves of 1280 × 800.
    for (const [width, height] of [[320, 800], [375, 800], [640, 400], [768, 800], [1024, 800], [1600, 800]]) {
      await page.setViewportSize({ width, height });
      assert.deepEqual(await overflow(page), [], `${sample.kind} ${sample.address} at ${width}`);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    const found = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((element) =>
      element.scrollWidth > element.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      .map((element) => ({ name: `${element.tagName}.${element.className}`, reached: element.tabIndex === 0 || !!element.querySelector('a') })));
    assert.deepEqual(found.filter(({ reached }) => !reached), [], sample.address);
    scrolling += found.length;
    if (sample.kind !== 'redirect') {
      const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, sample.address);
      levels.reduce((above, level) => {
        assert.ok(level <= above + 1, `${sample.address}: h${level} below h${above}`);
        return level;
      });
    }
    await check(sample.address);
  }
  assert.ok(scrolling > 0, 'some page has something wide');
  await page.close();
});

test('the text of an issue stands below its title, in lines that can be read', async () => {
  const { page } = await open();
  for (const [width, least] of [[1280, 400], [320, 250]]) {
    await page.setViewportSize({ width, height: 800 });
    for (const sample of samples.filter(({ kind }) => kind === 'issue')) {
      await visit(page, sample);
      const { title, text } = await page.evaluate(() => ({
        title: document.querySelector('h1').getBoundingClientRect().toJSON(),
        text: document.querySelector('main .e-content').getBoundingClientRect().toJSON(),
      }));
      assert.ok(text.top >= title.bottom, `${sample.address} at ${width}`);
      assert.ok(text.width >= least, `${sample.address} at ${width}: ${text.width} pixels`);
    }
  }
  await page.close();
});

test('a choice of colours holds on every page, and is remembered', async () => {
  const { page, check } = await open();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(server.url);
  const select = page.locator('.scheme select');
  if (await select.count() === 0) return page.close(); // a theme may follow the system alone
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await select.selectOption('dark');
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.goto(`${server.url}archive/`);
  assert.equal(await paper(), dark);
  assert.equal(await select.inputValue(), 'dark');
  await select.selectOption('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await paper(), light);
  await select.selectOption('auto');
  assert.equal(await paper(), dark);
  await check('the switch');
  await page.close();
});

test('the first key leads past the navigation, and the focus can be seen', async () => {
  const { page } = await open();
  for (const sample of samples.filter(({ kind }) => kind !== 'redirect')) {
    await visit(page, sample);
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => {
      const link = document.activeElement;
      const box = link.getBoundingClientRect();
      return { href: link.getAttribute('href'), seen: box.width > 20 && box.height > 10 && box.left >= 0 && box.right <= innerWidth };
    });
    assert.match(skip.href ?? '', /^#/, `${sample.address}: the first link is that to the content`);
    assert.ok(skip.seen, `${sample.address}: it can be seen while it has the focus`);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN', sample.address);
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
    });
    assert.ok(ring, `${sample.address}: a ring shows where the focus is`);
  }
  await page.close();
});

test('nothing moves for readers who asked for less of it', async () => {
  const { page } = await open();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const sample of samples) {
    await visit(page, sample);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      return style.scrollBehavior === 'smooth' || style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
        || style.animationDuration.split(', ').some((time) => parseFloat(time) > 0);
    }).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(moving, [], sample.address);
  }
  await page.close();
});
