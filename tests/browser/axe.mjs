// What axe finds on a page, in both colour schemes.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Of the rules that hold in general, those that look at colours. */
export const colorRules = ['color-contrast', 'link-in-text-block'];

const run = (page, options) => page.evaluate(async (options) => {
  const { violations } = await window.axe.run(options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}, options);

/** By all rules in light; in dark, which the page is left in, by all or by `rules`, where the scheme changes no more. */
export async function findings(page, rules) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await run(page, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await run(page, rules ? { runOnly: { type: 'rule', values: rules } } : {});
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}
