/** What the browser keeps for the person. A browser that keeps nothing (private window, full disk) is no reason to fail. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Kept {
  read(key: string): string | null;
  write(key: string, value: string): boolean;
  remove(key: string): void;
}

export function keptIn(find: () => Store): Kept {
  return {
    read(key) {
      try {
        return find().getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        find().setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      try {
        find().removeItem(key);
      } catch {
        // Nothing was kept, so nothing remains.
      }
    },
  };
}

export const kept: Kept = keptIn(() => window.localStorage);

/** What this tab keeps, also when a phone throws its page away while the person reads a letter. Ends with the tab. */
export const keptInTab: Kept = keptIn(() => window.sessionStorage);
