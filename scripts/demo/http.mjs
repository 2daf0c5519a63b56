// Requests to our own services, over node:http: Node 18's fetch is still called experimental there, and keeps no cookies.
import http from 'node:http';

/** An answer that was not the expected one. */
export class HttpError extends Error {
  constructor(method, url, response) {
    super(`${method} ${url} → ${response.status} ${response.body.toString('utf8').slice(0, 600)}`);
    this.status = response.status;
    this.response = response;
  }
}

/**
 * One request. `json` or `body` is sent; resolves to { status, headers, body, json() } whatever the status.
 * Rejects when there is no connection, or no answer within `timeout` milliseconds.
 */
export function request(url, { method = 'GET', headers = {}, json, body, timeout = 30_000 } = {}) {
  const bytes = json === undefined ? body : JSON.stringify(json);
  const sent = { ...headers };
  if (json !== undefined) sent['content-type'] = 'application/json';
  if (bytes !== undefined) sent['content-length'] = Buffer.byteLength(bytes);
  return new Promise((resolve, reject) => {
    // A connection each: a service that is killed and started again leaves no dead one behind.
    const asked = http.request(url, { method, headers: sent, agent: false, timeout }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const whole = Buffer.concat(chunks);
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          body: whole,
          json: () => JSON.parse(whole.toString('utf8')),
        });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`${method} ${url}: no answer within ${timeout} ms`)));
    asked.on('error', reject);
    asked.end(bytes);
  });
}

/** A client with a bearer token, or with a session's cookie and CSRF token. */
export class Client {
  /** Told of every answer: (method, url, answer). For tests that look at all of them. */
  static onAnswer = () => {};

  constructor(base, { token } = {}) {
    this.base = base;
    this.headers = token ? { authorization: `Bearer ${token}` } : {};
    this.cookies = new Map();
    this.csrf = undefined;
  }

  /** Resolves to the answer; rejects with HttpError unless its status is 2xx. */
  async send(method, path, options = {}) {
    const headers = { ...this.headers, ...options.headers };
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (this.csrf && method !== 'GET') headers['x-csrf-token'] = this.csrf;
    const response = await request(this.base + path, { ...options, method, headers });
    Client.onAnswer(method, this.base + path, response);
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.cookies.set(name, value);
    }
    if (response.status < 200 || response.status > 299) throw new HttpError(method, this.base + path, response);
    return response;
  }

  async get(path, options) {
    return (await this.send('GET', path, options)).json();
  }
  async post(path, json, options = {}) {
    return (await this.send('POST', path, { ...options, json })).json();
  }
  async put(path, json, options = {}) {
    return (await this.send('PUT', path, { ...options, json })).json();
  }
}
