import { beforeEach, describe, expect, it } from 'vitest';
import { WedgeBuffer, type Key } from '../station/wedge';

let read: string[];
let buffer: WedgeBuffer;
let clock: number;

beforeEach(() => {
  read = [];
  clock = 1000;
  buffer = new WedgeBuffer((code) => read.push(code));
});

function press(key: string, code: string, extra: Partial<Key> = {}): boolean {
  clock += 5;
  return buffer.press({
    key,
    code,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    timeStamp: clock,
    ...extra,
  });
}

const enter = () => press('Enter', 'Enter');
const place = (sign: string) =>
  /[A-Z]/i.test(sign)
    ? `Key${sign.toUpperCase()}`
    : /[0-9]/.test(sign)
      ? `Digit${sign}`
      : sign === ' '
        ? 'Space'
        : 'Minus';

function scan(code: string): void {
  for (const sign of code) {
    press(sign, place(sign), { shiftKey: /[A-Z]/.test(sign) });
  }
  enter();
}

describe('WedgeBuffer', () => {
  it('reads a code ended by Enter', () => {
    scan('SO-10417');
    expect(read).toEqual(['SO-10417']);
  });

  it('reads one code after another', () => {
    scan('SO-1');
    scan('SO-2');
    expect(read).toEqual(['SO-1', 'SO-2']);
  });

  it('takes the keys for itself, and Enter with nothing before it not', () => {
    expect(enter()).toBe(false);
    expect(press('A', 'KeyA')).toBe(true);
    expect(press('Shift', 'ShiftLeft')).toBe(false);
    expect(press('r', 'KeyR', { ctrlKey: true })).toBe(false);
    expect(enter()).toBe(true);
    expect(read).toEqual(['A']);
  });

  it('reads a code ended by Tab, and leaves Tab to people otherwise', () => {
    expect(press('Tab', 'Tab')).toBe(false);
    expect(press('A', 'KeyA')).toBe(true);
    expect(press('Tab', 'Tab', { shiftKey: true })).toBe(false);
    expect(press('Tab', 'Tab')).toBe(true);
    expect(read).toEqual(['A']);
  });

  for (const [name, pause] of [
    ['a moment', 1200],
    ['long', 9000],
  ] as const) {
    it(`does not let a key that was touched ${name} before into the next code`, () => {
      press('x', 'KeyX');
      clock += pause;
      scan('SO-10417');
      expect(read).toEqual(['SO-10417']);
    });
  }

  // A starved machine once stamped a scanner's keys more than a second apart, and half of a code was an order of its own.
  for (const pauses of [{ 1: 1500 }, { 3: 1500 }, { 4: 9000 }, { 2: 1100, 5: 3000 }, { 8: 4000 }]) {
    it(`reads a code whose keys were held up (${JSON.stringify(pauses)})`, () => {
      const held: Record<number, number> = pauses;
      [...'SO-10417'].forEach((sign, index) => {
        clock += held[index] ?? (index < 3 ? 400 : 20);
        press(sign, place(sign));
      });
      clock += held[8] ?? 0;
      enter();
      expect(read).toEqual(['SO-10417']);
    });
  }

  it('reads a code that is typed slowly by hand', () => {
    for (const sign of 'SO-10417') {
      clock += 2500;
      press(sign, place(sign));
    }
    clock += 2500;
    enter();
    expect(read).toEqual(['SO-10417']);
  });

  it('forgets what has gone stale, and no key that waits on a busy machine', () => {
    press('x', 'KeyX');
    expect(buffer.expire(clock + 9000)).toBe(false);
    expect(buffer.expire(clock + 11_000)).toBe(true);
    expect(buffer.text).toBe('');
    press('x', 'KeyX');
    clock += 11_000;
    scan('7');
    expect(read).toEqual(['7']);
  });

  it('reads a scanner under the Russian layout by the places of the keys', () => {
    for (const [key, code, shiftKey] of [
      ['Ы', 'KeyS', true],
      ['Ц', 'KeyW', true],
      ['Ж', 'Semicolon', true],
      ['У', 'KeyE', true],
      ['Т', 'KeyN', true],
      ['В', 'KeyD', true],
    ] as const) {
      press(key, code, { shiftKey });
    }
    enter();
    expect(read).toEqual(['SW:END']);
  });

  it('keeps small letters and signs under the Russian layout', () => {
    press('ф', 'KeyA');
    press('.', 'Slash');
    press('7', 'Digit7');
    enter();
    expect(read).toEqual(['a/7']);
  });

  it('cuts white space at the ends and keeps it inside', () => {
    scan(' A 1 ');
    expect(read).toEqual(['A 1']);
  });
});
