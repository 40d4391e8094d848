// Every page of a built site is valid HTML, by html-validate's own list of recommended rules. SITE names the folder.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { htmlFiles, kinds, pagesByKind } from './pages.mjs';

const site = process.env.SITE;
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    // HTML allows anything but blanks. Footnotes have the ids that other generators give them, fn:1 and fnref:1.
    'valid-id': ['error', { relaxed: true }],
  },
});

test('the site has every kind of page', async () => {
  const found = await pagesByKind(site);
  assert.deepEqual(kinds.filter((kind) => !(kind in found)), []);
});

test('html-validate finds nothing on any page', async () => {
  const findings = [];
  for (const file of await htmlFiles(site)) {
    const { results } = await validator.validateFile(join(site, file));
    for (const { messages } of results)
      for (const { ruleId, message, line, column } of messages) findings.push(`${file}:${line}:${column}: ${message} [${ruleId}]`);
  }
  assert.deepEqual(findings, []);
});

test('html-validate does find what is wrong', async () => {
  const { results } = await validator.validateString('<!doctype html><html lang="en"><title>x</title><img src="a.png"><p id="a b">');
  const rules = new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)));
  for (const rule of ['wcag/h37', 'close-order', 'valid-id']) assert.ok(rules.has(rule), `${rule}: ${[...rules]}`);
});
