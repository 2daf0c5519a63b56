import { offline, problemFrom } from './problem';

export interface Answer<T> {
  body: T;
  etag: string | null;
  status: number;
}

export interface RequestOptions {
  body?: unknown;
  /** Sent as it is, with `type`: pictures, CSV. */
  raw?: { data: Blob | string; type: string };
  ifMatch?: string | null | undefined;
  idempotencyKey?: string;
  signal?: AbortSignal;
  query?: Record<string, string | undefined>;
}

export interface ClientSettings {
  base: string;
  fetch?: typeof fetch;
  /** The page's language now. */
  language?: () => string;
  /** Added to every request that changes something: CSRF token, bearer. */
  headers?: (changes: boolean) => Record<string, string>;
}

/** One place that speaks HTTP: JSON in and out, problems thrown as `Problem`, versions by ETag and If-Match. */
export class Client {
  constructor(private readonly settings: ClientSettings) {}

  url(path: string, query: Record<string, string | undefined> = {}): string {
    const wanted = Object.entries(query).filter(
      (one): one is [string, string] => one[1] !== undefined && one[1] !== '',
    );
    const search = new URLSearchParams(wanted).toString();
    return `${this.settings.base}${path}${search ? `?${search}` : ''}`;
  }

  headers(changes: boolean): Record<string, string> {
    return this.settings.headers?.(changes) ?? {};
  }

  async send<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    const headers: Record<string, string> = {
      Accept: 'application/json',
      // Of the page, not of the browser: what the server words itself is to be read with the rest.
      ...(this.settings.language ? { 'Accept-Language': this.settings.language() } : {}),
      ...this.headers(method !== 'GET'),
    };
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (options.raw) {
      headers['Content-Type'] = options.raw.type;
      init.body = options.raw.data;
    } else if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(options.body);
    }
    if (options.ifMatch) {
      headers['If-Match'] = options.ifMatch;
    }
    if (options.idempotencyKey) {
      headers['Idempotency-Key'] = options.idempotencyKey;
    }
    if (options.signal) {
      init.signal = options.signal;
    }
    let response: Response;
    try {
      response = await (this.settings.fetch ?? fetch)(this.url(path, options.query), init);
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      throw offline();
    }
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    const body: unknown = isJson ? await response.json().catch(() => null) : null;
    if (!response.ok) {
      throw problemFrom(response.status, body, response.headers.get('Retry-After'));
    }
    return { body: body as T, etag: response.headers.get('ETag'), status: response.status };
  }

  async get<T>(path: string, options: RequestOptions = {}): Promise<T> {
    return (await this.send<T>('GET', path, options)).body;
  }

  async post<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    return (await this.send<T>('POST', path, body === undefined ? options : { ...options, body })).body;
  }

  async put<T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
    return (await this.send<T>('PUT', path, { ...options, body })).body;
  }

  async delete(path: string, options: RequestOptions = {}): Promise<void> {
    await this.send('DELETE', path, options);
  }
}

/** A random id that the server remembers, so that the same request sent twice has one effect. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
