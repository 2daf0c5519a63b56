import { offline, Problem, problemFrom } from './problem';

/** What of XMLHttpRequest is used: fetch still cannot tell how much has been sent. */
export type Request = Pick<
  XMLHttpRequest,
  | 'open'
  | 'setRequestHeader'
  | 'send'
  | 'abort'
  | 'status'
  | 'responseText'
  | 'getResponseHeader'
  | 'onload'
  | 'onerror'
  | 'onabort'
  | 'withCredentials'
> & { upload: Pick<XMLHttpRequestUpload, 'onprogress'> };

export interface Upload {
  url: string;
  data: Blob;
  headers: Record<string, string>;
  /** Share sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal?: AbortSignal;
  /** Tries in all. A refusal (too large, not a picture) is not tried again. */
  tries?: number;
  request?: () => Request;
  pause?: (milliseconds: number) => Promise<void>;
}

/** A line that carries nothing for so long is taken for broken. One that is only slow is left alone. */
const stallMs = 60_000;

/** Ends early when the browser says that it is on the net again. */
const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
  });

/**
 * Sends one file and gives the JSON of the answer. A line that breaks is tried again, with growing pauses: nine tries take
 * two minutes, enough for a cellar or a lift.
 */
export async function upload<T>(order: Upload): Promise<T> {
  const tries = order.tries ?? 9;
  for (let attempt = 1; ; ++attempt) {
    try {
      return await once<T>(order);
    } catch (error) {
      const passing = error instanceof Problem && error.passing;
      if (!passing || attempt >= tries || order.signal?.aborted) {
        throw error;
      }
      const seconds = error.retryAfterSeconds ?? 2 ** (attempt - 1);
      order.onProgress(0);
      await (order.pause ?? wait)(Math.min(seconds, 30) * 1000);
    }
  }
}

function once<T>(order: Upload): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request: Request = order.request ? order.request() : new XMLHttpRequest();
    let stalled = false;
    let watch: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        stalled = true;
        request.abort();
      }, stallMs);
    };
    const stop = () => request.abort();
    const done = () => {
      clearTimeout(watch);
      order.signal?.removeEventListener('abort', stop);
    };
    request.open('POST', order.url);
    request.withCredentials = true;
    for (const [name, value] of Object.entries(order.headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event: ProgressEvent) => {
      alive();
      if (event.lengthComputable && event.total > 0) {
        order.onProgress(event.loaded / event.total);
      }
    };
    request.onload = () => {
      done();
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = null;
      }
      if (request.status >= 200 && request.status < 300) {
        order.onProgress(1);
        resolve(body as T);
      } else {
        reject(problemFrom(request.status, body, request.getResponseHeader('Retry-After')));
      }
    };
    const lost = () => {
      done();
      reject(offline());
    };
    request.onerror = lost;
    request.onabort = () => {
      done();
      reject(stalled ? offline() : new DOMException('Removed by the person', 'AbortError'));
    };
    order.signal?.addEventListener('abort', stop);
    alive();
    request.send(order.data);
  });
}
