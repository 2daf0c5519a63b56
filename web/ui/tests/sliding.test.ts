import { describe, expect, it } from 'vitest';
import { hiddenAt, pushedTo } from '../desk/sliding';

// Nine views in Russian took four lines of a phone, and the claims began below the middle of the screen.
describe('a row of tabs without room for all of them', () => {
  const row = (scrollLeft: number) => ({ scrollLeft, clientWidth: 390, scrollWidth: 1200 });

  it('brings the current one into its middle', () => {
    expect(pushedTo({ offsetLeft: 600, offsetWidth: 90 }, row(0))).toBe(450);
  });

  it('is pushed no further than to its ends', () => {
    expect(pushedTo({ offsetLeft: 0, offsetWidth: 120 }, row(300))).toBe(0);
    expect(pushedTo({ offsetLeft: 1130, offsetWidth: 70 }, row(0))).toBe(810);
  });

  it('stays where it is when there is room', () => {
    expect(pushedTo({ offsetLeft: 200, offsetWidth: 90 }, { scrollLeft: 0, clientWidth: 390, scrollWidth: 390 })).toBe(
      0,
    );
  });

  it('tells at which ends something is out of sight', () => {
    expect(hiddenAt(row(0))).toEqual({ before: false, after: true });
    expect(hiddenAt(row(400))).toEqual({ before: true, after: true });
    expect(hiddenAt(row(809.6))).toEqual({ before: true, after: false });
    expect(hiddenAt({ scrollLeft: 0, clientWidth: 390, scrollWidth: 390 })).toEqual({ before: false, after: false });
  });
});
