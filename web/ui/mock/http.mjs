// The little HTTP that the mock needs: routes, JSON, files of dist/ under the policy that the real servers send.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { top } from '../scripts/applications.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; media-src 'self' blob:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export class Refusal extends Error {
  constructor(status, code, detail = code, extra = {}) {
    super(detail);
    this.status = status;
    this.body = { type: 'about:blank', title: code, status, code, detail, ...extra };
  }
}

export function json(response, status, body, headers = {}) {
  response.writeHead(status, {
    'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function sendFile(response, file) {
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  createReadStream(file).pipe(response);
}

/** The page or asset of an address; every path of an application that is no file is its page. */
function fileOf(path) {
  const application = ['desk', 'start', 'station'].find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  const folder = join(top, 'dist', application ?? 'portal');
  const inside = normalize(application ? path.slice(application.length + 1) : path);
  const file = join(folder, inside);
  if (file.startsWith(folder) && existsSync(file) && statSync(file).isFile()) {
    return file;
  }
  return inside.includes('.') ? null : join(folder, 'index.html');
}

/** `routes`: [method, pattern of the path, handler(call)]. A handler returns [status, body, headers?] or answers itself (undefined). */
export function serve(routes, port) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://mock');
    const path = decodeURIComponent(url.pathname);
    const answer = async () => {
      for (const [method, pattern, handler] of routes) {
        const found = method === request.method ? pattern.exec(path) : null;
        if (found) {
          const raw = await bodyOf(request);
          const isJson = (request.headers['content-type'] ?? '').includes('json');
          const body = isJson && raw.length > 0 ? JSON.parse(raw.toString()) : null;
          const said = await handler({ request, response, found, query: url.searchParams, body, raw });
          if (said) {
            json(response, ...said);
          }
          return;
        }
      }
      if (path.startsWith('/api/')) {
        throw new Refusal(404, 'not_found');
      }
      const file = fileOf(path);
      if (!file) {
        throw new Refusal(404, 'not_found');
      }
      sendFile(response, file);
    };
    answer().catch((error) => {
      if (error instanceof Refusal) {
        json(response, error.status, error.body);
      } else {
        console.error(error);
        json(response, 500, new Refusal(500, 'internal').body);
      }
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
