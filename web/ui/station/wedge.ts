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

/**
 * A hand scanner types its code and Enter, wherever the focus is. Signs that are further apart than `patience` belong to
 * different readings: a key that a sleeve touched does not become part of the next code. A code with letters that Code 128
 * cannot carry was typed under another layout (Russian, say) and is read again by the places of the keys.
 */
export class WedgeBuffer {
  private signs: { typed: string; place: string }[] = [];
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly onCode: (code: string) => void,
    private readonly patienceMs = 1000,
  ) {}

  /** What has come so far, for the screen. */
  get text(): string {
    const foreign = this.signs.some((sign) => !printableAscii.test(sign.typed));
    return this.signs.map((sign) => (foreign ? sign.place : sign.typed)).join('');
  }

  /** True when the key belonged to the scanner: then nothing else may happen to it. */
  press(key: Key): boolean {
    if (key.ctrlKey || key.altKey || key.metaKey) {
      return false;
    }
    if (key.timeStamp - this.last > this.patienceMs) {
      this.signs = [];
    }
    if (key.key === 'Enter' || key.code === 'NumpadEnter') {
      const code = this.text.trim();
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
    this.last = key.timeStamp;
    this.signs.push({ typed: key.key, place: byPlace(key) });
    return true;
  }

  /** Forgets what has gone stale; true when there was something. */
  expire(now: number): boolean {
    if (this.signs.length > 0 && now - this.last > this.patienceMs) {
      this.signs = [];
      return true;
    }
    return false;
  }
}
