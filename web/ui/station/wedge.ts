/** What of a KeyboardEvent is read. */
export interface Key {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  timeStamp: number;
}

/** The signs of a US keyboard by place: plain, with shift. Scanners press places; the system's layout makes letters of them. */
const places: Readonly<Record<string, string>> = {
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
  NumpadDecimal: '..',
};
const digitShifts = ')!@#$%^&*(';

function byPlace({ code, shiftKey, key }: Key): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) {
    // Caps Lock turns the case of letters in every layout: the sign's own case tells.
    const upper = key !== key.toLowerCase() || (shiftKey && key === key.toUpperCase() && key === key.toLowerCase());
    return upper ? letter : letter.toLowerCase();
  }
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit) {
    return shiftKey && code.startsWith('Digit') ? (digitShifts[Number(digit)] ?? digit) : digit;
  }
  const pair = places[code];
  return pair ? (pair[shiftKey ? 1 : 0] ?? '') : key;
}

const printableAscii = /^[\x20-\x7e]$/;

/** Longer pauses end a reading whatever came before: a scanner that lost its radio in the middle of a code. */
const patienceMs = 10_000;
/** Hand scanners leave 0 to some 50 ms between two signs, by radio a little more. */
const scannerPaceMs = 150;
/** After a pause of this length a key may belong to another hand. */
const pauseMs = 1000;
/** A sleeve touches one key or two; so many signs at a scanner's pace are a part of a code. */
const fewestOfACode = 3;

interface Sign {
  typed: string;
  place: string;
  at: number;
}

/** Where the last stretch begins that came without a pause. */
function afterLastPause(signs: readonly Sign[]): number {
  for (let index = signs.length - 1; index > 0; index -= 1) {
    if ((signs[index]?.at ?? 0) - (signs[index - 1]?.at ?? 0) > pauseMs) {
      return index;
    }
  }
  return 0;
}

function atScannersPace(signs: readonly Sign[], end: number): boolean {
  return signs.every((sign, index) => (signs[index + 1]?.at ?? end) - sign.at <= scannerPaceMs);
}

/**
 * The signs without keys that somebody touched before the scan: one or two, then a pause, then a whole code as fast as
 * only a scanner types. Everything else belongs together, however slowly it came: a code typed by hand, or a scanner's
 * whose keys a busy machine held up.
 */
function withoutTouchedKeys(signs: readonly Sign[], end: number): readonly Sign[] {
  const from = afterLastPause(signs);
  const code = signs.slice(from);
  return from < fewestOfACode && code.length >= fewestOfACode && atScannersPace(code, end) ? code : signs;
}

const textOf = (signs: readonly Sign[]): string => {
  const foreign = signs.some((sign) => !printableAscii.test(sign.typed));
  return signs.map((sign) => (foreign ? sign.place : sign.typed)).join('');
};

/**
 * A hand scanner types its code and Enter or Tab, wherever the focus is: that ends a reading, and no pause does before
 * `patience` is over (docs/decisions/0137). A code with letters that Code 128 cannot carry was typed under another layout
 * (Russian, say) and is read again by the places of the keys.
 */
export class WedgeBuffer {
  private signs: Sign[] = [];

  constructor(private readonly onCode: (code: string) => void) {}

  /** What has come so far, for the screen. */
  get text(): string {
    return textOf(this.signs);
  }

  /** True when the key belonged to the scanner: then nothing else may happen to it. */
  press(key: Key): boolean {
    if (key.ctrlKey || key.altKey || key.metaKey) {
      return false;
    }
    this.expire(key.timeStamp);
    if (key.key === 'Enter' || key.code === 'NumpadEnter' || (key.key === 'Tab' && !key.shiftKey)) {
      const code = textOf(withoutTouchedKeys(this.signs, key.timeStamp)).trim();
      this.signs = [];
      if (code === '') {
        return false;
      }
      this.onCode(code);
      return true;
    }
    if (key.key.length !== 1) {
      return false;
    }
    this.signs.push({ typed: key.key, place: byPlace(key), at: key.timeStamp });
    return true;
  }

  /** Forgets what has gone stale; true when there was something. */
  expire(now: number): boolean {
    const last = this.signs[this.signs.length - 1];
    if (last && now - last.at > patienceMs) {
      this.signs = [];
      return true;
    }
    return false;
  }
}
