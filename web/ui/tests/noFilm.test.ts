import { describe, expect, it } from 'vitest';
import { noFilm } from '../portal/noFilm';

// A buyer who looked at an order that nobody had packed yet was told that its film was missing, and by whose fault.
describe('an order without a film', () => {
  const order = { status: 'open' as const, ready_at: null, handed_over_at: null, delivered_at: null };

  it('may have one yet while it has not been packed', () => {
    expect(noFilm(order)).toBe('notYet');
  });

  it('has none once it went out', () => {
    const at = '2026-11-20T10:00:00Z';
    expect(noFilm({ ...order, ready_at: at })).toBe('none');
    expect(noFilm({ ...order, handed_over_at: at })).toBe('none');
    expect(noFilm({ ...order, delivered_at: at })).toBe('none');
  });

  it('gets none any more when it was cancelled', () => {
    expect(noFilm({ ...order, status: 'cancelled' })).toBe('none');
  });
});
