import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url));
const png = Buffer.from('89504e470d0a1a0a', 'hex');

describe('the icon', () => {
  it.each(['portal/index', 'desk/index', 'start/index', 'station/index', 'station/codes'])(
    'of %s.html is there in every form that the page names',
    (page) => {
      const html = file(`${page}.html`).toString();
      const named = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon)" href="%BASE_URL%([^"]+)"/g)].map(
        (found) => found[1] ?? '',
      );
      expect(named).toEqual(['favicon.ico', 'mark.svg', 'apple-touch-icon.png']);
      for (const name of named) {
        expect(file(`shared/public/${name}`).length, name).toBeGreaterThan(100);
      }
    },
  );

  it('of tabs has a picture for each density of screen', () => {
    const icon = file('shared/public/favicon.ico');
    const count = icon.readUInt16LE(4);
    const sizes = Array.from({ length: count }, (_, index) => icon.readUInt8(6 + 16 * index));
    expect(sizes).toEqual([16, 32, 48]);
    for (let index = 0; index < count; ++index) {
      const start = icon.readUInt32LE(6 + 16 * index + 12);
      expect(icon.subarray(start, start + 8)).toEqual(png);
      expect(icon.readUInt32BE(start + 16), 'width that the picture itself tells').toBe(sizes[index]);
    }
  });

  it('of phones is as large as they want it, and covers its square', () => {
    const icon = file('shared/public/apple-touch-icon.png');
    expect(icon.subarray(0, 8)).toEqual(png);
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([180, 180]);
  });
});
