// Searches the project's own site as a reader does. SITE names the built folder, BASE the path that it was built for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findings } from './axe.mjs';
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

const results = '.search-result';
const titles = (page) => page.locator('.search-result-title').allInnerTexts();
const status = (page) => page.locator('.search-status').innerText();
const total = async (page) => Number((await status(page)).match(/^[\d,]*/)[0].replace(',', ''));
const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const address = (query, more = {}) => `${server.url}search/?${new URLSearchParams({ q: query, ...more })}`;
const settled = (page) => page.locator('#search-app:not([aria-busy])').waitFor();
/** Waits until `ask` holds. */
async function until(ask, what) {
  for (const end = Date.now() + 15000; Date.now() < end; await new Promise((done) => setTimeout(done, 40)))
    if (await ask()) return;
  assert.fail(`not within time: ${what}`);
}

/** A page with the answer to `query`. What goes wrong on it fails the test at `check()`. */
async function ask(query, more) {
  const { page, problems } = await openPage(context);
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(query === undefined ? `${server.url}search/` : address(query, more));
  if (query !== undefined) {
    await page.locator(`${results}, .search-none p, .search-error:not([hidden])`).first().waitFor();
    await settled(page);
  }
  const check = async () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    await page.close();
  };
  return { page, box: page.locator('#q'), problems, check };
}

test('results come as one types', async () => {
  const { page, box, check } = await ask();
  await box.pressSequentially('cloudf', { delay: 30 });
  await page.locator(results).first().waitFor();
  assert.match((await titles(page)).join(), /Cloudflare/);
  assert.ok(await total(page) > 1);
  await page.waitForURL(/[?&]q=cloudf$/);
  assert.match(await page.title(), /^cloudf · /);
  await box.fill('');
  await until(async () => await page.locator(results).count() === 0, 'an empty box has no results');
  assert.deepEqual(parameters(page), {});
  await check();
});

test('a late answer to an old question is dropped', async () => {
  const { page, box, check } = await ask();
  let slow = true;
  const held = [];
  await page.route(/\/search\/t-/, async (route) => {
    if (slow) await new Promise((done) => held.push(done));
    await route.continue();
  });
  await box.fill('workflows');
  await until(() => held.length, 'the first question asks for files');
  slow = false;
  await box.fill('agents'); // another file than that of the first
  await page.locator(results).first().waitFor();
  await settled(page);
  const wanted = await titles(page);
  for (const go of held) go();
  await page.waitForTimeout(700);
  assert.deepEqual(await titles(page), wanted);
  const { page: fresh, check: checkFresh } = await ask('agents');
  assert.deepEqual(wanted, await titles(fresh));
  await checkFresh();
  await check();
});

test('no file is asked for while keys follow one another', async () => {
  const files = async (type) => {
    const { page, box, check } = await ask();
    await box.focus();
    await page.waitForLoadState('networkidle');
    const asked = new Set();
    page.on('request', (request) => asked.add(new URL(request.url()).pathname));
    await type(box);
    await page.locator(results).first().waitFor();
    await settled(page);
    const found = [...asked].filter((path) => /\/search\/[a-z]-/.test(path)).sort();
    await check();
    return found;
  };
  const atOnce = await files((box) => box.fill('sandboxing'));
  const typed = await files(async (box) => {
    await box.evaluate(async (element) => {
      for (let i = 1; i <= 'sandboxing'.length; i++) {
        element.value = 'sandboxing'.slice(0, i);
        element.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => setTimeout(done, 5));
      }
    });
  });
  assert.deepEqual(typed, atOnce);
});

test('words are marked in titles and snippets, by stems and as phrases', async () => {
  const { page, check } = await ask('caches isolates');
  await until(async () => {
    const marks = new Set((await page.locator(`${results} mark`).allInnerTexts()).map((text) => text.toLowerCase()));
    return marks.has('cache') && marks.has('isolate');
  }, 'other forms of the words are marked');
  await page.goto(address('"open sources" OR "event loop"'));
  await page.locator(`${results} mark`).first().waitFor();
  const phrases = await page.locator(`${results} mark`).allInnerTexts();
  assert.ok(phrases.length);
  for (const text of phrases) assert.match(text, /^(open[- ]sourc\w*|event loops?)$/i);
  await check();
});

test('a snippet is the passage where the words are', async () => {
  const { page, check } = await ask('isolate');
  const passages = page.locator('.search-snippet', { hasText: /^… / });
  await passages.first().waitFor();
  for (const text of await passages.allInnerTexts()) assert.match(text, /isolate/i);
  assert.ok(await passages.first().locator('mark').count());
  await check();
});

test('facets count what narrowing gives', async () => {
  const { page, box, check } = await ask('agents');
  const all = await total(page);
  await page.locator('.search-narrow summary').click();
  await page.locator('.search-facet').first().waitFor();
  assert.deepEqual(await page.locator('.search-facet h3').allInnerTexts(), ['Companies', 'Topics', 'Series', 'Years']);
  const year = page.locator('.search-facet', { hasText: 'Years' }).locator('button');
  const counts = (await year.allInnerTexts()).map((text) => Number(text.match(/\((\d+)\)/)[1]));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), all);
  for (const kind of ['company', 'topic', 'series', 'year']) {
    const button = page.locator(`.search-facet button[data-filter^="${kind}:"]`).first();
    const filter = await button.getAttribute('data-filter');
    const count = Number((await button.innerText()).match(/\((\d+)\)$/)[1]);
    await button.click();
    const pressed = page.locator(`.search-facet button[data-filter="${filter}"][aria-pressed=true]`);
    await pressed.waitFor();
    assert.equal(await total(page), count, filter);
    assert.equal(await box.inputValue(), `agents ${filter}`);
    assert.ok(await pressed.evaluate((element) => element === document.activeElement), 'the button keeps the focus');
    await pressed.click();
    await until(async () => await total(page) === all, 'the filter is taken out');
  }
  await check();
});

test('sorts by date, asks for all words, and the address keeps both', async () => {
  const { page, check } = await ask('agents memory');
  const some = await total(page);
  await page.getByRole('button', { name: 'Newest first' }).click();
  await page.waitForURL(/sort=date/);
  await settled(page);
  const dates = await page.locator(`${results} time`).evaluateAll((all) => all.map((time) => time.dateTime));
  assert.deepEqual(dates, [...dates].sort().reverse());
  await page.getByRole('button', { name: 'All words' }).click();
  await page.waitForURL(/match=all/);
  await until(async () => await total(page) < some, 'fewer stories have all words');
  const wanted = [await status(page), await titles(page)];
  await page.reload();
  await page.locator(results).first().waitFor();
  assert.deepEqual([await status(page), await titles(page)], wanted);
  assert.equal(await page.locator('[data-tool=date]').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('[data-tool=all]').getAttribute('aria-pressed'), 'true');
  await check();
});

test('results by issue', async () => {
  const { page, check } = await ask('agents');
  const all = await total(page);
  await page.getByRole('button', { name: 'By issue' }).click();
  const groups = page.locator('.search-group');
  await groups.first().waitFor();
  assert.equal(parameters(page).by, 'issue');
  assert.match(await status(page), new RegExp(`^${all} stories in \\d+ issues$`));
  assert.equal(await total(page), all);
  const rest = groups.locator('.search-more');
  const group = groups.filter({ has: page.locator('.search-more') }).first();
  assert.ok(await rest.count(), 'an issue has more stories than are shown at first');
  const shown = await group.locator(results).count();
  const more = Number((await group.locator('.search-more').innerText()).match(/\d+/)[0]);
  const heading = await group.locator('h3 a').getAttribute('href');
  await group.locator('.search-more').click();
  const whole = groups.filter({ has: page.locator(`h3 a[href="${heading}"]`) });
  await until(async () => await whole.locator(results).count() === shown + more, 'all stories of the issue');
  for (const link of await whole.locator('h4 a').all()) assert.ok((await link.getAttribute('href')).startsWith(heading));
  assert.ok(await whole.locator('h4 a').nth(shown).evaluate((link) => link === document.activeElement));
  await check();
});

test('history: an address can be shared, and back and forward work', async () => {
  const { page, box, check } = await ask('kubernetes');
  const first = await titles(page);
  await box.fill('sandboxing');
  await box.press('Enter');
  await until(async () => String(await titles(page)) !== String(first) && parameters(page).q === 'sandboxing', 'the second question');
  await settled(page);
  const second = await titles(page);
  await page.goBack();
  await until(async () => String(await titles(page)) === String(first), 'back');
  assert.equal(await box.inputValue(), 'kubernetes');
  await page.goForward();
  await until(async () => String(await titles(page)) === String(second), 'forward');
  const { page: other, check: checkOther } = await ask('sandboxing');
  assert.equal(other.url(), page.url());
  assert.deepEqual(await titles(other), second);
  await checkOther();
  await check();
});

test('who comes back from a story finds the list as it was', async () => {
  const { page, check } = await ask('agents');
  const count = await page.locator(results).count();
  await page.locator('#search-app > .search-more').click();
  const first = page.locator('.search-result-title a').nth(count);
  await until(() => first.evaluate((link) => link === document.activeElement), 'the first new result has the focus');
  await settled(page);
  const length = await page.locator(results).count();
  const last = page.locator('.search-result-title a').last();
  await last.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle'); // a passage that arrives moves what is below it, from under the pointer
  const place = () => last.evaluate((link) => link.getBoundingClientRect().top);
  const before = await place();
  assert.ok(await page.evaluate(() => scrollY) > 0);
  await last.click();
  await page.waitForURL(/#/);
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.equal(await page.locator(`[id="${id}"]`).count(), 1, 'a result leads to its story');
  await page.goBack();
  await until(async () => await page.locator(results).count() === length, 'as many results as before');
  await settled(page);
  // Passages that came before the page was left may still come, of a few lines each.
  await until(async () => Math.abs(await place() - before) < 200, 'the same place');
  await check();
});

test('keys: slash, arrows, Enter, Escape', async () => {
  const { page, box, check } = await ask('agents');
  const focused = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
  await page.keyboard.press('/');
  assert.ok(await focused('#q'));
  assert.equal(await box.inputValue(), 'agents', 'the slash is not typed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = page.locator('.search-result-title a').nth(1);
  assert.ok(await second.evaluate((link) => link === document.activeElement));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.ok(await focused('#q'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  assert.ok(await focused('#q'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const href = await second.getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => decodeURI(url.href).endsWith(decodeURI(href)));
  await page.goBack();
  await page.locator(results).first().waitFor();
  await box.focus();
  await page.keyboard.press('Escape');
  await until(async () => await page.locator(results).count() === 0, 'Escape empties the box');
  assert.equal(await box.inputValue(), '');
  await check();
});

test('an unfinished composition is not searched for', async () => {
  const { page, box, check } = await ask();
  await box.focus();
  const compose = (type, value) => box.evaluate((element, { type, value }) => {
    element.value = value;
    if (type !== 'compositionend') element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    element.dispatchEvent(type === 'compositionend' ? new CompositionEvent(type, { bubbles: true })
      : new InputEvent('input', { bubbles: true, isComposing: true }));
  }, { type, value });
  await compose('input', 'agents');
  await page.waitForTimeout(500);
  assert.equal(await page.locator(results).count(), 0);
  await compose('compositionend', 'agents');
  await page.locator(results).first().waitFor();
  await check();
});

test('screen readers are told once a reader rests, politely', async () => {
  const { page, box, check } = await ask();
  const region = page.getByRole('status');
  await page.evaluate(() => {
    window.told = [];
    const region = document.querySelector('#search-app [role=status]');
    new MutationObserver(() => region.textContent && window.told.push(region.textContent))
      .observe(region, { childList: true, characterData: true, subtree: true });
  });
  await box.pressSequentially('agents', { delay: 40 });
  await until(async () => (await region.textContent()) !== '', 'an announcement');
  assert.deepEqual(await page.evaluate(() => window.told), [await status(page)]);
  const { width, height } = await region.evaluate((element) => element.getBoundingClientRect().toJSON());
  assert.ok(width <= 1 && height <= 1, 'only screen readers have it');
  await box.fill('qqzzxx');
  await until(async () => /No story fits/.test(await region.textContent()), 'that nothing fits');
  await check();
});

test('did you mean', async () => {
  const { page, box, check } = await ask('kuberntes');
  const link = page.locator('.search-suggestion a');
  assert.equal(await link.innerText(), 'kubernetes');
  await link.click();
  await page.locator(results).first().waitFor();
  assert.equal(await box.inputValue(), 'kubernetes');
  assert.ok(await page.locator('.search-suggestion').isHidden());
  await page.goBack();
  await until(async () => await box.inputValue() === 'kuberntes', 'back to the misspelt word');
  await check();
});

test('a page without results helps', async () => {
  const { page, box, check } = await ask();
  const help = page.locator('.search-help');
  const browse = page.locator('.search-browse a');
  assert.ok(await help.isVisible() && await browse.first().isVisible());
  for (const link of await help.locator('a').all()) {
    const { page: example, check: checkExample } = await ask(new URL(await link.getAttribute('href'), server.url).searchParams.get('q'));
    assert.equal(await example.locator('.search-error').isHidden(), true);
    await checkExample();
  }
  await box.fill('agents');
  await page.locator(results).first().waitFor();
  assert.ok(await help.isHidden() && await browse.first().isHidden(), 'results stand alone');
  await box.fill('year:1999 "agents memory kubernetes" -rust');
  await page.locator('.search-ways a').first().waitFor();
  assert.match(await page.locator('.search-none p').first().innerText(), /^No story fits “year:1999 .*-rust”\.$/);
  assert.ok(await help.isVisible() && await browse.first().isVisible());
  const way = page.locator('.search-ways li').first();
  const count = Number((await way.locator('span').innerText()).match(/\d+/)[0]);
  await way.locator('a').click();
  await page.locator(results).first().waitFor();
  assert.equal(await total(page), count);
  for (const link of await browse.evaluateAll((all) => all.map((one) => one.href)))
    assert.equal((await page.request.get(link)).status(), 200);
  await check();
});

test('every page has a search box', async () => {
  const { page, problems } = await openPage(context);
  const pages = ['', 'archive/', 'archive/2026/', 'archive/2026/03/', 'engineering-at-scale/', 'engineering-at-scale/2026-03-24/',
    'weeks/', 'weeks/2026-W13/', 'companies/', 'companies/cloudflare/', 'topics/', 'threads/', 'trends/', 'about/'];
  for (const name of pages) {
    await page.goto(server.url + name);
    assert.equal(await page.locator('header form[role=search] input[name=q]').count(), 1, name);
  }
  await page.locator('header input[name=q]').fill('kubernetes');
  await page.locator('header input[name=q]').press('Enter');
  await page.locator(results).first().waitFor();
  assert.deepEqual(parameters(page), { q: 'kubernetes' });
  assert.deepEqual(problems, []);
  await page.close();
});

test('a company, a topic and a series can be searched within', async () => {
  const { page, problems } = await openPage(context);
  await page.goto(`${server.url}topics/`);
  const topic = new URL(await page.locator('main a[href*="/topics/"]:not([href$="/topics/"])').first().evaluate((link) => link.href)).pathname;
  for (const name of ['companies/cloudflare/', topic.slice(base.length), 'engineering-at-scale/']) {
    await page.goto(server.url + name);
    const box = page.locator('main form[role=search] input[name=q]');
    const filter = await page.locator('main form[role=search] input[name=in]').inputValue();
    await box.fill('a*');
    await box.press('Enter');
    await page.locator(results).first().waitFor();
    assert.equal(await page.locator('#q').inputValue(), `${filter} a*`);
    await until(() => parameters(page).q === `${filter} a*` && !('in' in parameters(page)), 'one address for one question');
    const within = await total(page);
    await page.goto(address('a*'));
    await page.locator(results).first().waitFor();
    assert.ok(within > 0 && within <= await total(page), name);
    await page.goto(server.url + name);
    await page.locator('main form[role=search] button').click();
    await page.locator(results).first().waitFor();
    assert.equal(await page.locator('#q').inputValue(), filter, 'without words all of its stories');
  }
  assert.deepEqual(problems, []);
  await page.close();
});

/** Replaces what the server says of some files. */
const damage = (page, pattern, answer) => page.route(pattern, (route) => route.fulfill(answer));

test('missing and damaged files: a message, and the rest of the results', async () => {
  const whole = await ask('agents');
  const all = await titles(whole.page);
  await whole.check();
  const cases = [
    ['a list of terms is gone', 'agents memory', /\/search\/t-[a-z2-7]+-\d+\.bin$/, { status: 404, body: 'gone' }, 0],
    ['lists of terms are damaged', 'agents', /\/search\/t-/, { body: 'damaged' }, 0],
    ['rows are a page', 'agents', /\/search\/r-/, { body: '<!doctype html><title>Not here</title>', contentType: 'text/html' }, 0],
    ['positions are empty', '"open source"', /\/search\/p-/, { body: '' }, 0],
  ];
  for (const [what, query, pattern, answer, count] of cases) {
    const { page } = await ask();
    await damage(page, pattern, answer);
    await page.locator('#q').fill(query);
    await page.locator('.search-error:not([hidden])').waitFor();
    assert.match(await page.locator('.search-error').innerText(), /could not be read/, what);
    assert.equal(await page.locator(results).count(), count, what);
    await page.unroute(pattern);
    await page.locator('#q').press('Enter');
    await page.locator(results).first().waitFor();
    await until(() => page.locator('.search-error').isHidden(), `${what}: the next question reads what is whole again`);
    await page.close();
  }
  const { page } = await ask();
  let seen = '';
  await page.route(/\/search\/r-/, (route) => {
    seen ||= route.request().url();
    return route.request().url() === seen ? route.abort() : route.continue();
  });
  await page.locator('#q').fill('agents');
  await page.locator(results).first().waitFor();
  assert.ok(await page.locator('.search-error').isVisible());
  const rest = await titles(page);
  assert.ok(rest.length < all.length && rest.every((title) => all.includes(title)), 'the rows that are there');
  await page.close();
});

test('facets and groups without their files', async () => {
  const { page } = await ask('agents');
  await damage(page, /\/search\/[fi]-/, { status: 500, body: '' });
  await page.locator('.search-narrow summary').click();
  await page.locator('.search-facet', { hasText: 'Years' }).waitFor();
  const before = await titles(page);
  await page.getByRole('button', { name: 'By issue' }).click();
  await page.locator('.search-error:not([hidden])').waitFor();
  assert.deepEqual(await titles(page), before, 'the list as it was');
  await page.close();
});

test('an index that cannot be read at all, and one more try', async () => {
  const { page } = await openPage(context);
  await damage(page, /root\.bin$/, { status: 503, body: '' });
  await page.goto(address('agents'));
  const retry = page.locator('.search-error button');
  await retry.waitFor();
  assert.match(await page.locator('.search-error').innerText(), /could not be read/);
  assert.ok(await page.locator('.search-browse a').first().isVisible(), 'there are other ways');
  await page.unroute(/root\.bin$/);
  await retry.click();
  await page.locator(results).first().waitFor();
  await page.close();
});

test('a script that is missing', async () => {
  const { page } = await openPage(context);
  await page.route(/\/assets\/search\//, (route) => route.abort());
  await page.goto(address('agents'));
  await until(() => page.locator('.search-late').evaluate((element) => getComputedStyle(element).visibility === 'visible'), 'a message');
  assert.ok(await page.locator('.search-browse a').first().isVisible());
  assert.ok(await page.locator('#q').isVisible());
  await page.close();
});

test('what was read needs no network', async () => {
  const { page, box, problems } = await ask('agents');
  const failed = [];
  page.on('requestfailed', (request) => {
    if (request.failure().errorText !== 'net::ERR_ABORTED') failed.push(new URL(request.url()).pathname);
  });
  const first = await titles(page);
  await context.setOffline(true);
  try {
    await box.fill('');
    await until(async () => await page.locator(results).count() === 0, 'an empty page');
    // At once: a word that is typed slowly is looked up before it ends, for all that it may go on to.
    await box.evaluate((element) => {
      element.value = 'agents';
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.form.requestSubmit();
    });
    await page.locator(results).first().waitFor();
    assert.deepEqual(await titles(page), first);
    assert.ok(await page.locator('.search-error').isHidden());
  } finally {
    await context.setOffline(false);
  }
  // Passages are cut out of the stories' pages, whenever a reader rests: those not read yet are done without.
  assert.deepEqual(failed.filter((path) => path.startsWith(new URL(`${server.url}search/`).pathname)), []);
  assert.deepEqual(problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem)), []);
  await page.close();
});

test('without scripts there is a form and a note', async () => {
  const bare = await launch({ javaScriptEnabled: false });
  try {
    const { page, problems } = await openPage(bare);
    await page.goto(`${server.url}companies/cloudflare/`);
    await page.locator('main form[role=search] input[name=q]').fill('edge');
    await page.locator('main form[role=search] button').click();
    await page.waitForURL(/\/search\/\?in=company%3Acloudflare&q=edge$/);
    assert.match(await page.locator('main').innerText(), /needs JavaScript/);
    assert.ok(await page.locator('.search-late').isHidden());
    await page.locator('.search-browse a').first().click();
    assert.match(page.url(), /\/archive\/$/);
    assert.deepEqual(problems, []);
  } finally {
    await bare.close();
  }
});

test('the first results need no module or index that is found late', async () => {
  const { page, problems } = await openPage(context);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address('agents'));
  await page.locator(results).first().waitFor();
  const before = asked.slice(0, asked.findIndex((url) => /\/search\/t-/.test(url)));
  const html = await (await page.request.get(page.url())).text();
  const named = before.filter((url) => /(\.js|root\.bin)$/.test(url)).map((url) => new URL(url).pathname);
  assert.ok(named.length > 1);
  for (const path of named) assert.ok(html.includes(`"${path}"`), `${path} is named in the page`);
  for (const [, path] of html.matchAll(/rel="modulepreload" href="([^"]+)"/g)) assert.ok(named.includes(path), `${path} is used`);
  assert.equal(new Set(named).size, named.length, 'nothing is read twice');
  assert.deepEqual(problems, []);
  await page.close();
});

test('axe finds nothing, wide and narrow, light and dark', async () => {
  for (const width of [1280, 320]) {
    const { page, box, problems } = await ask('agents memory');
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await findings(page), [], 'results');
    await page.locator('.search-narrow summary').click();
    await page.locator('.search-facet button').first().click();
    await page.locator('.search-facet button[aria-pressed=true]').first().waitFor();
    await page.locator('[data-tool=issue]').click();
    await page.locator('.search-group').first().waitFor();
    assert.deepEqual(await findings(page), [], 'groups and facets');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing is cut off at ${width}`);
    await box.fill('year:1999 "agents kuberntes"');
    await page.locator('.search-ways a').first().waitFor();
    assert.deepEqual(await findings(page), [], 'no results');
    await box.fill('kuberntes');
    await page.locator('.search-suggestion a').waitFor();
    assert.deepEqual(await findings(page), [], 'another spelling');
    await damage(page, /\/search\/t-/, { body: 'damaged' });
    await box.fill('zeppelin');
    await settled(page);
    assert.deepEqual(await findings(page), [], 'an error');
    assert.deepEqual(problems, []);
    await page.close();
  }
});
