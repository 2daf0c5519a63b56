import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { Client } from './net/client';
import { asProblem, type Problem } from './net/problem';

export interface Door<Session> {
  /** undefined: not known yet; null: nobody. */
  session: Session | null | undefined;
  trouble: Problem | null;
  /** The person was signed in on this page, and that came to an end without their doing. */
  ended: boolean;
  enter: (session: Session) => void;
  leave: () => void;
  /** Turns a refusal into what it means for the page: a session that has ended leads to the sign-in. */
  refused: (error: unknown) => Problem;
}

/**
 * Who is signed in, for the pages under one address of the API: portal and desk each have a door of their own. The
 * session's token against forged requests goes with every change.
 */
export function makeDoor<Session extends { csrf_token: string }>(base: string) {
  let csrf = '';
  const client = new Client({
    base,
    language: () => document.documentElement.lang,
    headers: (changes): Record<string, string> => (changes && csrf ? { 'X-CSRF-Token': csrf } : {}),
  });

  const DoorContext = createContext<Door<Session> | null>(null);

  function DoorProvider({ children }: { children: ComponentChildren }) {
    const [session, setSession] = useState<Session | null | undefined>(undefined);
    const [trouble, setTrouble] = useState<Problem | null>(null);
    const [ended, setEnded] = useState(false);
    const enter = useCallback((next: Session) => {
      csrf = next.csrf_token;
      setTrouble(null);
      setEnded(false);
      setSession(next);
    }, []);
    const leave = useCallback(() => {
      csrf = '';
      setSession(null);
    }, []);
    const refused = useCallback(
      (error: unknown) => {
        const problem = asProblem(error);
        if (problem.status === 401) {
          // Without a session there was no token either: then nothing ended.
          setEnded((before) => before || csrf !== '');
          leave();
        }
        return problem;
      },
      [leave],
    );
    useEffect(() => {
      client.get<Session>('/session').then(enter, (error: unknown) => {
        const problem = refused(error);
        if (problem.status !== 401) {
          setTrouble(problem);
        }
      });
    }, [enter, refused]);
    const door = useMemo(
      () => ({ session, trouble, ended, enter, leave, refused }),
      [session, trouble, ended, enter, leave, refused],
    );
    return <DoorContext.Provider value={door}>{children}</DoorContext.Provider>;
  }

  function useDoor(): Door<Session> {
    const door = useContext(DoorContext);
    if (!door) {
      throw new Error('useDoor outside of DoorProvider');
    }
    return door;
  }

  return { client, DoorProvider, useDoor };
}
