import { useEffect, useState } from 'preact/hooks';
import type { ClaimPage, OrderPage } from '../shared/api/names';
import { Dialog } from '../shared/pieces/Dialog';
import { navigate } from '../shared/router';
import { client } from './session';
import { useWords } from './words';

interface Command {
  id: string;
  title: string;
  path: string;
}

/** Ctrl or Cmd and K: pages and views at once, claims and orders as one types. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords();
  return (
    <Dialog open={open} title={words.palette} onClose={onClose}>
      <Choosing onClose={onClose} />
    </Dialog>
  );
}

function Choosing({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Command[]>([]);
  const [at, setAt] = useState(0);
  const fixed: Command[] = [
    ...(Object.keys(words.queue.views) as (keyof typeof words.queue.views)[]).map((view) => ({
      id: `view-${view}`,
      title: `${words.queue.title}: ${words.queue.views[view]}`,
      path: `queue/${view}`,
    })),
    { id: 'videos', title: words.videos.title, path: 'videos' },
    { id: 'orders', title: words.orders.title, path: 'orders' },
    { id: 'import', title: words.import.title, path: 'import' },
    { id: 'letters', title: words.letters.title, path: 'letters' },
    { id: 'account', title: words.account.title, path: 'account' },
  ];
  const wanted = typed.trim().toLowerCase();
  const shown = [...found, ...fixed.filter((one) => one.title.toLowerCase().includes(wanted))].slice(0, 14);

  useEffect(() => {
    setAt(0);
    if (wanted.length < 2) {
      setFound([]);
      return;
    }
    const abort = new AbortController();
    const wait = setTimeout(() => {
      const options = { query: { q: wanted, limit: '5' }, signal: abort.signal };
      Promise.all([
        client.get<ClaimPage>('/claims', { ...options, query: { ...options.query, view: 'all' } }),
        client.get<OrderPage>('/orders', options),
      ]).then(
        ([claims, orders]) =>
          setFound([
            ...claims.items.map((one) => ({
              id: one.number,
              title: words.paletteClaim(one.number, one.buyer_name),
              path: `claims/${encodeURIComponent(one.number)}`,
            })),
            ...orders.items.map((one) => ({
              id: one.number,
              title: words.paletteOrder(one.number, one.buyer.name),
              path: `orders/${encodeURIComponent(one.number)}`,
            })),
          ]),
        () => undefined,
      );
    }, 200);
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
  }, [wanted, words]);

  const go = (command: Command | undefined) => {
    if (command) {
      onClose();
      navigate(command.path);
    }
  };
  const step = (by: number) => setAt((now) => (shown.length > 0 ? (now + by + shown.length) % shown.length : 0));
  return (
    <div class="palette">
      <input
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={shown[at] ? `palette-${shown[at].id}` : undefined}
        aria-label={words.paletteLabel}
        placeholder={words.paletteLabel}
        autoComplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            step(event.key === 'ArrowDown' ? 1 : -1);
          } else if (event.key === 'Enter') {
            event.preventDefault();
            go(shown[at]);
          }
        }}
      />
      {shown.length === 0 && <p class="muted">{words.paletteNone}</p>}
      <ul id="palette-list" role="listbox" aria-label={words.palette}>
        {shown.map((one, index) => (
          <li key={one.id} id={`palette-${one.id}`} role="option" aria-selected={index === at} onClick={() => go(one)}>
            {one.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
