// Every page of the real services in Debian's Chromium: phone and desktop × Russian and English × light and dark. Each is
// looked at by axe-core, by the console (no errors, no breach of the policy), for a page wider than its window and for
// machine words that a person would see; pictures go into a folder. Run by scripts/screens, which says how.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { top } from '../../scripts/demo/places.mjs';
import { Browser } from '../support/browser.mjs';
import { actors, pages, prepare } from '../support/every_page.mjs';
import { demonstrationSite } from '../support/demonstration_site.mjs';

const axe = readFileSync(createRequire(path.join(top, 'web/ui/package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const options = process.argv.slice(2);
const wanted = options.filter((one) => !one.startsWith('--'));
const folder =
  options.find((one) => one.startsWith('--into='))?.slice('--into='.length) ?? path.join(top, 'var/screens');
mkdirSync(folder, { recursive: true });

/** What is wrong, to the views where it is. */
const faults = new Map();
const fault = (view, words) => faults.set(words, [...(faults.get(words) ?? []), view]);

/** Words that only programs use: snake_case codes, undefined, [object Object], unfilled places. */
const machineWords = /\b[a-z]+_[a-z_]+\b|\bundefined\b|\bNaN\b|\[object |\$\{|Invalid Date/;

async function look(page, view, one) {
  // The pages' policy forbids strange scripts, and rightly: axe comes through the debugger instead.
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  for (const violation of found.violations) {
    const nodes = violation.nodes.map(
      (node) => `${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`,
    );
    fault(view, `${violation.id}: ${violation.help}\n    ${nodes.slice(0, 3).join('\n    ')}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 1) fault(view, `the page is ${over} px wider than its window`);
  const text = await page.evaluate(() => document.body.innerText);
  const machine = machineWords.exec(text.replaceAll(/\S+@\S+|https?:\S+|\S+\.(?:mp4|csv|json|dmn)\S*/g, ''));
  if (machine && machine[0] !== one.named) fault(view, `a machine's word: ${machine[0]}`);
}

async function visit(browser, site, one, { device, language, theme }) {
  const view = `${one.name}.${device}.${language}.${theme}`;
  const page = await browser.page(device, {
    expected: one.allows ?? [],
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: theme,
    storageState: await actors.of(one.as, language),
  });
  // Who chose a language keeps it, whatever language their letters have.
  await page.addInitScript((chosen) => localStorage.setItem('shipwitness.language', chosen), language);
  const before = browser.faults.length;
  try {
    await page.goto(typeof one.at === 'function' ? await one.at(site, language) : site.webUrl + one.at);
    await one.open?.(page, site, language);
    await page
      .locator(one.ready ?? 'h1')
      .first()
      .waitFor();
    await page.evaluate(() => document.fonts.ready);
    await look(page, view, one);
    await page.screenshot({ path: path.join(folder, `${view}.png`), fullPage: one.whole ?? true });
  } catch (error) {
    await page.screenshot({ path: path.join(folder, `${view}.failed.png`) }).catch(() => undefined);
    fault(view, String(error).split('\n').slice(0, 4).join('\n    '));
  }
  for (const words of browser.faults.splice(before)) fault(view, words.replace(/^\S+: /, ''));
  await one.leave?.(page, site);
  await page.context().close();
}

const site = await demonstrationSite(process.env.ORIGIN);
const browser = await Browser.start();
let visits = 0;
try {
  actors.use(browser, site);
  await prepare(site);
  for (const one of pages) {
    for (const device of one.devices ?? ['phone', 'desktop']) {
      for (const language of ['ru', 'en']) {
        for (const theme of ['light', 'dark']) {
          const view = `${one.name}.${device}.${language}.${theme}`;
          if (wanted.length && !wanted.some((part) => view.includes(part))) continue;
          await visit(browser, site, one, { device, language, theme });
          visits += 1;
        }
      }
    }
  }
} finally {
  await browser.stop();
  await site.remove();
}
for (const [words, views] of faults) console.error(`${words}\n    in ${views.length}: ${views.slice(0, 6).join(', ')}`);
console.log(`${visits} views, ${faults.size} faults, pictures in ${folder}`);
process.exit(faults.size || !visits ? 1 : 0);
