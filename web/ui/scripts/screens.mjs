// Every page in real Chromium: phone and desktop × Russian and English × light and dark. Each is looked at by axe-core,
// by the console (no errors, no breach of the policy) and for a page wider than its window; pictures go to screens/.
//
//   npm run screens                       all pages, against the mock
//   npm run screens -- portal             those whose name holds "portal"; a name is portal-order.phone.ru.dark
//   npm run screens -- --quick            no pictures; both languages and themes, desktop in one pass
//   ORIGIN=http://127.0.0.1:8480 npm run screens -- start     against a running service
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { startMock } from '../mock/server.mjs';
import { top } from './applications.mjs';
import { pages } from './pages.mjs';

const options = process.argv.slice(2);
const quick = options.includes('--quick');
const wanted = options.filter((one) => !one.startsWith('--'));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mock = process.env.ORIGIN ? null : await startMock();
const origin = process.env.ORIGIN ?? mock.origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'].concat(
    ['--disable-component-update', '--disable-sync'],
  ),
});
const devices = {
  desktop: { viewport: { width: 1360, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
if (!quick) {
  await mkdir(`${top}screens`, { recursive: true });
}

/** What is wrong, to the views where it is. */
const faults = new Map();
const fault = (name, words) => faults.set(words, [...(faults.get(words) ?? []), name]);

async function look(page, name) {
  // Pages' policy forbids strange scripts, and rightly: axe comes through the debugger instead.
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  for (const violation of found.violations) {
    const nodes = violation.nodes.map(
      (node) => `${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`,
    );
    fault(name, `${violation.id}: ${violation.help}\n    ${nodes.slice(0, 4).join('\n    ')}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 1) {
    fault(name, `the page is ${over} px wider than its window`);
  }
}

async function visit(one, device, language, theme) {
  const name = `${one.name}.${device}.${language}.${theme}`;
  const context = await browser.newContext({
    ...devices[device],
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const cookies = one.cookies?.(language) ?? {};
  await context.addCookies(Object.entries(cookies).map(([key, value]) => ({ name: key, value, url: origin })));
  const page = await context.newPage();
  page.on('console', (message) => {
    const expected = (one.allows ?? []).some((pattern) => pattern.test(message.text()));
    if (message.type() === 'error' && !expected) {
      fault(name, `console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => fault(name, `error: ${error.message}`));
  try {
    await page.goto(origin + (typeof one.path === 'function' ? one.path(language) : one.path));
    await one.open?.(page, { origin, language });
    await page.waitForSelector(one.ready ?? 'h1', { timeout: 15_000 });
    await page.evaluate(() => document.fonts.ready);
    await look(page, name);
    if (!quick) {
      await page.screenshot({ path: `${top}screens/${name}.png`, fullPage: one.whole ?? true });
    }
  } catch (error) {
    fault(name, String(error));
  }
  await context.close();
}

let visits = 0;
for (const one of pages) {
  for (const device of one.devices ?? Object.keys(devices)) {
    for (const language of ['ru', 'en']) {
      for (const theme of ['light', 'dark']) {
        const name = `${one.name}.${device}.${language}.${theme}`;
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) {
          continue;
        }
        await visit(one, device, language, theme);
        ++visits;
      }
    }
  }
}
await browser.close();
mock?.server.closeAllConnections();
mock?.server.close();
for (const [words, names] of faults) {
  console.error(`${words}\n    in ${names.length}: ${names.slice(0, 6).join(', ')}`);
}
console.log(`${visits} views, ${faults.size} faults`);
process.exit(faults.size > 0 || visits === 0 ? 1 : 0);
