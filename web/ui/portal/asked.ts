import type { Kept } from '../shared/kept';

/** A sign-in letter that was asked for in this tab. */
export interface Asked {
  order: string;
  email: string;
  minutes: number;
  /** Has to come with the letter's code. */
  challenge: string;
  /** When the newest code ends, milliseconds since 1970. */
  until: number;
}

const key = 'shipwitness.asked';

/** Null when there is none, it cannot be read, or its code has run out. */
export function readAsked(kept: Kept, now: number): Asked | null {
  try {
    const found = JSON.parse(kept.read(key) ?? 'null') as Partial<Asked> | null;
    return typeof found?.order === 'string' &&
      typeof found.email === 'string' &&
      typeof found.minutes === 'number' &&
      typeof found.challenge === 'string' &&
      typeof found.until === 'number' &&
      found.until > now
      ? (found as Asked)
      : null;
  } catch {
    return null;
  }
}

export function keepAsked(kept: Kept, asked: Asked | null): void {
  if (asked) {
    kept.write(key, JSON.stringify(asked));
  } else {
    kept.remove(key);
  }
}
