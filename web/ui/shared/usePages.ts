import { useCallback, useEffect, useRef } from 'preact/hooks';
import { useLoaded, type Loaded } from './useLoaded';
import type { Problem } from './net/problem';

export interface PageOf<Item> {
  items: readonly Item[];
  next_cursor: string | null;
}

/** What of a list is asked for. */
export interface Piece extends Record<string, string | undefined> {
  limit: string;
  cursor?: string;
}

const step = 50;
const mostAtOnce = 200;

/**
 * The first `wanted` rows of a list, however many answers they take. A row that moved from one answer to the next while
 * they were asked for stands once, where it was seen first.
 */
export async function upTo<Item, Page extends PageOf<Item>>(
  get: (piece: Piece) => Promise<Page>,
  wanted: number,
  keyOf: (item: Item) => string,
): Promise<Page> {
  const first = await get({ limit: String(Math.min(mostAtOnce, wanted)) });
  const rows = new Map(first.items.map((item) => [keyOf(item), item]));
  let next = first.next_cursor;
  while (next !== null && rows.size < wanted) {
    const page = await get({ limit: String(Math.min(mostAtOnce, wanted - rows.size)), cursor: next });
    for (const item of page.items) {
      if (!rows.has(keyOf(item))) {
        rows.set(keyOf(item), item);
      }
    }
    next = page.items.length > 0 ? page.next_cursor : null;
  }
  return { ...first, items: [...rows.values()], next_cursor: next };
}

/** A list that grows when the person wants more, and is fresh as a whole each time it is loaded. */
export function usePages<Item, Page extends PageOf<Item>>(
  get: (piece: Piece) => Promise<Page>,
  keyOf: (item: Item) => string,
  options: { everyMs?: number | null; refused?: (error: unknown) => Problem },
): Loaded<Page> & { more: () => void } {
  const wanted = useRef(step);
  const key = useRef(keyOf);
  key.current = keyOf;
  const load = useCallback(() => upTo(get, wanted.current, key.current), [get]);
  // Another list begins with its first page. Stands before useLoaded, whose effect loads it.
  useEffect(() => {
    wanted.current = step;
  }, [get]);
  const loaded = useLoaded(load, options);
  const { reload } = loaded;
  return {
    ...loaded,
    more: () => {
      wanted.current += step;
      reload();
    },
  };
}
