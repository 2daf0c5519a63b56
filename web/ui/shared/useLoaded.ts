import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from './net/problem';

export interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  reload: () => void;
  /** Looks for news: what is shown stays when that fails. */
  refresh: () => void;
  /** Puts in what an answer to a change has told. */
  set: (value: T) => void;
}

/**
 * Loads at once, when `load` changes, and every `everyMs` while the page is seen. A refusal during a repeat leaves what is
 * shown, and is told when nothing is yet; the newest request wins.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  options: { everyMs?: number | null; refused?: (error: unknown) => Problem } = {},
): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const turn = useRef(0);
  const shown = useRef(false);
  const refused = useRef(options.refused ?? asProblem);
  refused.current = options.refused ?? asProblem;
  const run = useCallback(
    (quiet: boolean) => {
      const mine = ++turn.current;
      load().then(
        (loaded) => {
          if (turn.current === mine) {
            shown.current = true;
            setValue(loaded);
            setProblem(null);
          }
        },
        (error: unknown) => {
          const found = refused.current(error);
          if (turn.current === mine && (!quiet || !shown.current)) {
            setProblem(found);
          }
        },
      );
    },
    [load],
  );
  useEffect(() => {
    shown.current = false;
    setValue(null);
    setProblem(null);
    run(false);
    const turns = turn;
    return () => {
      ++turns.current;
    };
  }, [run]);
  const every = options.everyMs ?? null;
  useEffect(() => {
    if (every === null) {
      return;
    }
    const tick = () => {
      if (!document.hidden) {
        run(true);
      }
    };
    const timer = setInterval(tick, every);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [every, run]);
  const set = useCallback((next: T) => {
    ++turn.current;
    shown.current = true;
    setValue(next);
  }, []);
  return { value, problem, reload: () => run(false), refresh: () => run(true), set };
}
