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

  it('does not let a key that was touched earlier into the next code', () => {
    press('x', 'KeyX');
    clock += 5000;
    scan('SO-10417');
    expect(read).toEqual(['SO-10417']);
  });

  it('forgets what has gone stale', () => {
    press('x', 'KeyX');
    expect(buffer.expire(clock + 500)).toBe(false);
    expect(buffer.expire(clock + 1500)).toBe(true);
    expect(buffer.text).toBe('');
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
