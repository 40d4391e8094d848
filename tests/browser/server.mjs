// Serves a folder as a strict static host does: with the Content-Security-Policy that themes must live with, addresses
// compared case by case, and the site's own page for what is missing.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.txt': 'text/plain',
};

export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
  + "connect-src 'self'; form-action 'self'; base-uri 'none'";

/**
 * Serves `folder` under `base` on a free port of the loopback interface; gives { origin, url, close }. `delay`: the
 * milliseconds that an answer takes; `compress`: text is sent as gzip; `asked(path)` is called when a request comes, and
 * what it gives with the bytes that are sent when the answer goes out.
 */
export async function serve(folder, base = '/', { delay = 0, compress = false, asked = () => () => {} } = {}) {
  const answer = async (path) => {
    if (!path.startsWith(base)) return null;
    let file = normalize(join(folder, decodeURIComponent(path.slice(base.length))));
    if (!file.startsWith(normalize(folder))) return null;
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) {
      if (!path.endsWith('/')) return null;
      file = join(file, 'index.html');
    }
    const bytes = await readFile(file).catch(() => null);
    return bytes && { bytes, type: types[extname(file)] ?? 'application/octet-stream' };
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const sent = asked(path);
    const page = await answer(path);
    const body = page ?? { bytes: await readFile(join(folder, '404.html')).catch(() => 'missing'), type: types['.html'] };
    const head = { 'content-type': body.type, 'content-security-policy': policy };
    if (compress && /^(text|application\/(xml|json))|svg/.test(body.type)) {
      body.bytes = gzipSync(body.bytes, { level: 9 });
      head['content-encoding'] = 'gzip';
    }
    if (delay) await new Promise((done) => setTimeout(done, delay));
    response.writeHead(page ? 200 : 404, head);
    response.end(body.bytes);
    sent(body.bytes.length);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + base, close: () => new Promise((resolve) => server.close(resolve)) };
}
