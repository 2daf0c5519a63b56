import { render, type ComponentChildren } from 'preact';
import { LanguageProvider } from '../i18n/language';
import { ToastProvider } from '../pieces/Toasts';
import { followLinks, setBase } from '../router';

/** Shows an application in #app, below its base. */
export function start(base: string, application: ComponentChildren): void {
  setBase(base);
  followLinks();
  const root = document.getElementById('app');
  if (!root) {
    throw new Error('The page has no #app.');
  }
  render(
    <LanguageProvider>
      <ToastProvider>{application}</ToastProvider>
    </LanguageProvider>,
    root,
  );
}
