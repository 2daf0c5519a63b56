import { useEffect, useRef, useState } from 'preact/hooks';
import { listen } from '../shared/net/stream';
import { client } from './session';

/**
 * Calls `onChange` when the server says that the claim (or, without one, any claim) has changed. Tells whether the line
 * stands: while it does not, the page asks from time to time. Only a page that is seen listens: browsers allow six lines
 * to a server, and a desk has many tabs.
 */
export function useLive(claim: string | null, onChange: () => void): boolean {
  const [live, setLive] = useState(false);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    let ear: AbortController | null = null;
    const hush = () => {
      ear?.abort();
      ear = null;
      setLive(false);
    };
    const look = () => {
      if (document.hidden) {
        hush();
        return;
      }
      if (ear) {
        return;
      }
      const mine = new AbortController();
      ear = mine;
      void listen({
        url: client.url('/changes', claim === null ? {} : { claim }),
        headers: () => ({}),
        mostPauseMs: 30_000,
        signal: mine.signal,
        onEvent: (name) => {
          if (name === 'changed') {
            latest.current();
          }
        },
        onState: (state) => {
          if (state === 'refused') {
            // The session has ended; the next question of the page tells the person so.
            mine.abort();
          }
          if (!mine.signal.aborted || state === 'refused') {
            setLive(state === 'open');
          }
        },
      });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      ear?.abort();
    };
  }, [claim]);
  return live;
}

/** How often a page asks, with and without a line. */
export const askEvery = (live: boolean): number => (live ? 60_000 : 15_000);
