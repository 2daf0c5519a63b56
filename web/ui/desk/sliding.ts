import { useEffect, useRef } from 'preact/hooks';

interface Tab {
  offsetLeft: number;
  offsetWidth: number;
}

interface Row {
  scrollLeft: number;
  clientWidth: number;
  scrollWidth: number;
}

/** How far a row has to be pushed to have a tab in its middle, as far as it can be pushed. */
export function pushedTo(tab: Tab, row: Row): number {
  const wanted = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  return Math.max(0, Math.min(row.scrollWidth - row.clientWidth, wanted));
}

/** At which ends of a row something is out of sight. Browsers round: a pixel is nothing. */
export function hiddenAt({ scrollLeft, clientWidth, scrollWidth }: Row): { before: boolean; after: boolean } {
  return { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 };
}

function tellEnds(row: HTMLElement): void {
  const { before, after } = hiddenAt(row);
  row.toggleAttribute('data-before', before);
  row.toggleAttribute('data-after', after);
}

/**
 * For a row of tabs that is one line, pushed sideways, where there is no room for all of them: what is current comes into
 * sight whenever `shown` changes, and css/sliding.css fades the ends that hide something.
 */
export function useSliding<T extends HTMLElement>(shown: string) {
  const row = useRef<T>(null);
  useEffect(() => {
    const element = row.current;
    const current = element?.querySelector<HTMLElement>('[aria-current="page"], [aria-pressed="true"]');
    if (element && current) {
      element.scrollLeft = pushedTo(current, element);
    }
  }, [shown]);
  useEffect(() => {
    // Words and counts make a row longer without making it another size, so that no observer would tell.
    if (row.current) {
      tellEnds(row.current);
    }
  });
  useEffect(() => {
    const element = row.current;
    if (!element) {
      return;
    }
    const tell = () => tellEnds(element);
    const sizes = new ResizeObserver(tell);
    sizes.observe(element);
    element.addEventListener('scroll', tell, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', tell);
    };
  }, []);
  return row;
}
