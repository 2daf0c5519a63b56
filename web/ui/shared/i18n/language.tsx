import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { kept } from '../kept';
import { makeFormats, type Formats } from './formats';

export type Language = 'ru' | 'en';
export const languages: readonly Language[] = ['ru', 'en'];

/** What the person chose earlier; else what their browser asks for. */
export function firstLanguage(chosen: string | null, wanted: readonly string[]): Language {
  if (chosen === 'ru' || chosen === 'en') {
    return chosen;
  }
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'ru' || base === 'en') {
      return base;
    }
  }
  return 'en';
}

interface Choice {
  language: Language;
  setLanguage: (language: Language) => void;
  /** What is known about the person (their letters' language): taken unless they chose themselves. */
  suggest: (language: Language) => void;
}

const LanguageContext = createContext<Choice>({
  language: 'en',
  setLanguage: () => undefined,
  suggest: () => undefined,
});
const key = 'shipwitness.language';

/** The document says it at once: requests that a change of language sets off are made in the new one. */
function spoken(language: Language): Language {
  document.documentElement.lang = language;
  return language;
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setState] = useState(() => spoken(firstLanguage(kept.read(key), navigator.languages)));
  const choice = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        kept.write(key, next);
        setState(spoken(next));
      },
      suggest: (next: Language) => {
        if (kept.read(key) === null) {
          setState(spoken(next));
        }
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={choice}>{children}</LanguageContext.Provider>;
}

export const useLanguage = (): Choice => useContext(LanguageContext);

/** Speaks the language of whoever has just signed in, unless this browser's person chose one. */
export function useSuggestedLanguage(language: Language | undefined): void {
  const { suggest } = useLanguage();
  useEffect(() => {
    if (language) {
      suggest(language);
    }
    // Once per sign-in: a choice made afterwards stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language]);
}

const formats = new Map<Language, Formats>();

/** Dates, numbers, sizes and durations in the person's language. */
export function useFormats(): Formats {
  const { language } = useLanguage();
  let found = formats.get(language);
  if (!found) {
    found = makeFormats(language);
    formats.set(language, found);
  }
  return found;
}

/** An application's dictionary: `const useWords = wordsOf({ ru, en })`. A key that one lacks is a type error. */
export function wordsOf<Words>(all: Record<Language, Words>): () => Words {
  return function useWords() {
    return all[useLanguage().language];
  };
}
