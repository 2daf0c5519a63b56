// The four applications: where each lives, below which address it is served, and how much script it may cost.
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('..', import.meta.url));
export const applications = {
  portal: { base: '/', pages: ['index.html'], budgetBytes: 60_000 },
  desk: { base: '/desk/', pages: ['index.html'], budgetBytes: 150_000 },
  start: { base: '/start/', pages: ['index.html'], budgetBytes: 60_000 },
  station: { base: '/station/', pages: ['index.html', 'codes.html'], budgetBytes: 60_000 },
};

/** Vite's settings of one application. Nothing is inlined: the pages' policy (CSP) allows files of their own origin only. */
export function settings(name) {
  const { base, pages } = applications[name];
  return {
    configFile: false,
    root: `${top}${name}`,
    base,
    publicDir: `${top}shared/public`,
    logLevel: 'error',
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: {
      outDir: `${top}dist/${name}`,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: { input: pages.map((page) => `${top}${name}/${page}`) },
    },
  };
}
