import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';

const Say = createContext<(words: string) => void>(() => undefined);

/** For what has happened and needs nothing from the person: "Copied", "Sent". Never for errors. */
export function ToastProvider({ children }: { children: ComponentChildren }) {
  const [shown, setShown] = useState<readonly { id: number; words: string }[]>([]);
  const next = useRef(0);
  const say = useCallback((words: string) => {
    const id = next.current++;
    setShown((all) => [...all.slice(-2), { id, words }]);
    setTimeout(() => setShown((all) => all.filter((one) => one.id !== id)), 5000);
  }, []);
  return (
    <Say.Provider value={say}>
      {children}
      <div class="toasts" role="status">
        {shown.map((one) => (
          <div class="toast" key={one.id}>
            {one.words}
          </div>
        ))}
      </div>
    </Say.Provider>
  );
}

export const useToast = (): ((words: string) => void) => useContext(Say);
