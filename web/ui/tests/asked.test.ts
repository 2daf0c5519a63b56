import { describe, expect, it } from 'vitest';
import { keepAsked, readAsked, type Asked } from '../portal/asked';
import { keptIn } from '../shared/kept';

const asked: Asked = { order: 'SO-1', email: 'a@b.example', minutes: 15, challenge: 'c', until: 1000 };

function tab(first: Record<string, string> = {}) {
  const stored = new Map(Object.entries(first));
  return keptIn(() => ({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  }));
}

describe('a letter that was asked for', () => {
  // Phones throw a page away while its reader looks up the code: then the field for it was gone.
  it('is still waited for when the page comes back', () => {
    const kept = tab();
    keepAsked(kept, asked);
    expect(readAsked(kept, 999)).toEqual(asked);
  });

  it('is forgotten when its code has run out, when the person is in, and when it cannot be read', () => {
    const kept = tab();
    keepAsked(kept, asked);
    expect(readAsked(kept, 1000)).toBeNull();
    keepAsked(kept, null);
    expect(readAsked(kept, 0)).toBeNull();
    expect(readAsked(tab({ 'shipwitness.asked': '{"order":1}' }), 0)).toBeNull();
    expect(readAsked(tab({ 'shipwitness.asked': 'no JSON' }), 0)).toBeNull();
  });
});
