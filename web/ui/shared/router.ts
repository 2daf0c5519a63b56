import { useEffect, useState } from 'preact/hooks';

/** Paths below `base` ("/", "/desk/"), without it and still percent-encoded: "", "claims/C-7K3M-92QX". */
let base = '/';
const event = 'shipwitness:moved';

export function setBase(next: string): void {
  base = next;
}

export function here(): string {
  const path = window.location.pathname;
  return path.startsWith(base) ? path.slice(base.length).replace(/\/$/, '') : '';
}

export const href = (path: string): string => `${base}${path}`;

export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    window.history.replaceState(null, '', href(path));
  } else {
    window.history.pushState(null, '', href(path));
  }
  window.scrollTo(0, 0);
  window.dispatchEvent(new Event(event));
}

/** The path now; the page is shown again when it changes. */
export function usePath(): string {
  const [path, setPath] = useState(here);
  useEffect(() => {
    const moved = () => setPath(here());
    window.addEventListener('popstate', moved);
    window.addEventListener(event, moved);
    return () => {
      window.removeEventListener('popstate', moved);
      window.removeEventListener(event, moved);
    };
  }, []);
  return path;
}

/** "claims/{number}" against "claims/C-1" gives { number: "C-1" }. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) {
      found[part.slice(1, -1)] = decodeURIComponent(value);
    } else if (part !== value) {
      return null;
    }
  }
  return found;
}

/** Lets links of this application move without loading; others, and clicks with keys held, go the browser's way. */
export function followLinks(): void {
  document.addEventListener('click', (click) => {
    const link = click.target instanceof Element ? click.target.closest('a') : null;
    const plain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
    if (!link || !plain || click.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href, window.location.href);
    const ours = url.origin === window.location.origin && url.pathname.startsWith(base);
    if (!ours || url.hash || link.dataset['outside'] !== undefined) {
      return;
    }
    click.preventDefault();
    navigate(url.pathname.slice(base.length) + url.search);
  });
}
