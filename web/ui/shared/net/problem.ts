/** One thing wrong with one input, as the server names it. */
export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** An answer that is a "no" (RFC 9457), or no answer at all (`code` "offline", status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
    readonly body: unknown = null,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** Worth trying again by itself: the line or the server is down for a moment. */
  get passing(): boolean {
    return (
      this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function problemFrom(status: number, body: unknown, retryAfter: string | null): Problem {
  const record = isRecord(body) ? body : {};
  const fields = Array.isArray(record['errors'])
    ? record['errors']
        .filter(isRecord)
        .map((one) => ({ field: text(one['field']), code: text(one['code']), detail: text(one['detail']) }))
    : [];
  const seconds = retryAfter === null ? NaN : Number(retryAfter);
  return new Problem(
    status,
    text(record['code']) || `status_${status}`,
    text(record['detail']) || text(record['title']),
    fields,
    Number.isFinite(seconds) ? seconds : null,
    body,
  );
}

export function offline(): Problem {
  return new Problem(0, 'offline', 'The server could not be reached.');
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, 'page_fault', String(error));
}
