// The pages of a built site, by their kind: themes name it in the class of the body.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Every kind of page that a site has; redirects only where an address was given up. */
export const kinds = ['home', 'archive', 'year', 'month', 'series', 'issue', 'weeks', 'week', 'companies', 'company',
  'topics', 'topic', 'threads', 'thread', 'trends', 'search', 'page', '404'];

/** All HTML files below `folder`, as paths with `/`, ordered. */
export async function htmlFiles(folder) {
  const all = await readdir(folder, { recursive: true });
  return all.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.html')).sort();
}

/** The addresses of each kind, below the base and ordered: { issue: ['forms/2026-03-02/', …], … }. */
export async function pagesByKind(folder) {
  const found = {};
  for (const file of await htmlFiles(folder)) {
    const html = await readFile(join(folder, file), 'utf8');
    const kind = html.match(/<body class="on-([a-z0-9]+)"/)?.[1] ?? 'redirect';
    (found[kind] ??= []).push(file.replace(/(^|\/)index\.html$/, '$1'));
  }
  return found;
}

/** All issues, which hold what authors wrote, and up to two pages of every other kind: [{ kind, address }, …]. */
export async function samplePages(folder) {
  const found = await pagesByKind(folder);
  return Object.entries(found).flatMap(([kind, addresses]) =>
    (kind === 'issue' ? addresses : [...new Set([addresses[0], addresses.at(-1)])])
      .map((address) => ({ kind, address })));
}
