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
}

const LanguageContext = createContext<Choice>({ language: 'en', setLanguage: () => undefined });
const key = 'shipwitness.language';

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setState] = useState(() => firstLanguage(kept.read(key), navigator.languages));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        kept.write(key, next);
        setState(next);
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={choice}>{children}</LanguageContext.Provider>;
}

export const useLanguage = (): Choice => useContext(LanguageContext);

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
