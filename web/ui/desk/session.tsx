import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskSession } from '../shared/api/names';
import { Client } from '../shared/net/client';
import { asProblem, type Problem } from '../shared/net/problem';

let csrf = '';
export const client = new Client({
  base: '/api/v1/desk',
  headers: (changes): Record<string, string> => (changes && csrf ? { 'X-CSRF-Token': csrf } : {}),
});

interface Door {
  session: DeskSession | null | undefined;
  trouble: Problem | null;
  enter: (session: DeskSession) => void;
  leave: () => void;
  refused: (error: unknown) => Problem;
}

const DoorContext = createContext<Door | null>(null);

/** Who is at the desk. Anybody's refusal with 401 leads back to the sign-in, where the draft waits. */
export function DoorProvider({ children }: { children: ComponentChildren }) {
  const [session, setSession] = useState<DeskSession | null | undefined>(undefined);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const enter = useCallback((next: DeskSession) => {
    csrf = next.csrf_token;
    setTrouble(null);
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
        leave();
      }
      return problem;
    },
    [leave],
  );
  useEffect(() => {
    client.get<DeskSession>('/session').then(enter, (error: unknown) => {
      const problem = refused(error);
      if (problem.status !== 401) {
        setTrouble(problem);
      }
    });
  }, [enter, refused]);
  const door = useMemo(() => ({ session, trouble, enter, leave, refused }), [session, trouble, enter, leave, refused]);
  return <DoorContext.Provider value={door}>{children}</DoorContext.Provider>;
}

export function useDoor(): Door {
  const door = useContext(DoorContext);
  if (!door) {
    throw new Error('useDoor outside of DoorProvider');
  }
  return door;
}
