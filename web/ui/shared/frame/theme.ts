import { useEffect, useState } from 'preact/hooks';
import { kept } from '../kept';

export type Theme = 'system' | 'light' | 'dark';
const key = 'shipwitness.theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];

/** The person's choice; public/theme.js sets it before the first paint. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = kept.read(key);
    return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
  });
  useEffect(() => {
    if (theme === 'system') {
      delete document.documentElement.dataset['theme'];
      kept.remove(key);
    } else {
      document.documentElement.dataset['theme'] = theme;
      kept.write(key, theme);
    }
  }, [theme]);
  return [theme, () => setTheme((now) => order[(order.indexOf(now) + 1) % order.length] ?? 'system')];
}
