import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { useLanguage } from '../i18n/language';
import { Icon, Mark } from '../pieces/Icon';
import { useShared } from '../words';
import { useTheme } from './theme';

export function Switches() {
  const words = useShared();
  const { language, setLanguage } = useLanguage();
  const [theme, turn] = useTheme();
  return (
    <div class="switches">
      <button
        type="button"
        class="switch"
        aria-label={words.language}
        title={words.language}
        onClick={() => setLanguage(language === 'ru' ? 'en' : 'ru')}
      >
        {words.languageShort}
      </button>
      <button type="button" class="switch" aria-label={words.themes[theme]} title={words.themes[theme]} onClick={turn}>
        <Icon name={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'half'} />
      </button>
    </div>
  );
}

/** Whose pages these are, as windows and tabs are called. */
const SiteContext = createContext('');

interface FrameProps {
  home: string;
  /** What stands at the top; without it the product's name. Empty while it is not known yet. */
  name?: string | undefined;
  /** What windows are called after; without it the product's name. */
  site?: string | undefined;
  aside?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** Masthead, skip link, main, foot: the same on every page but the station's. */
export function Frame({ home, name, site, aside, foot, children }: FrameProps) {
  const words = useShared();
  return (
    <SiteContext.Provider value={site ?? words.product}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="masthead">
        <div class="inside">
          <a class="mark" href={home} aria-label={name === '' ? words.home : undefined}>
            <Mark />
            <span>{name ?? words.product}</span>
          </a>
          <span class="push" />
          {aside}
          <Switches />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {foot && <footer class="foot">{foot}</footer>}
    </SiteContext.Provider>
  );
}

let pagesShown = 0;

/**
 * The page's one h1. Names the tab, and takes focus when the person moved here within the application, so that a screen
 * reader reads the new page and the keyboard starts at its top. `change` counts as a new page (a wizard's next question).
 */
export function Title({ children, tab, change = '' }: { children: ComponentChildren; tab: string; change?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const site = useContext(SiteContext);
  useEffect(() => {
    document.title = `${tab} · ${site}`;
  }, [tab, site]);
  useEffect(() => {
    if (pagesShown++ > 0) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [change]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
