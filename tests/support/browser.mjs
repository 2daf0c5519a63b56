// Debian's Chromium, as people have it: at a desk, and as a phone.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { top } from '../../scripts/demo/places.mjs';

// Playwright lives with the pages, which need it for their own checks.
const { chromium } = createRequire(path.join(top, 'web/ui/package.json'))('playwright-core');

const views = {
  desktop: { viewport: { width: 1360, height: 860 }, locale: 'en-GB' },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'ru-RU',
  },
};

export class Browser {
  static async start() {
    const self = new Browser();
    self.faults = [];
    self.pages = [];
    self.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ]),
      timeout: 120_000,
    });
    return self;
  }

  /** A page of a person's own: cookies are shared with nobody. `expected`: console errors that belong to the test. */
  async page(view, { expected = [], ...options } = {}) {
    const context = await this.browser.newContext({
      ...views[view],
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...options,
    });
    return this.#watched(await context.newPage(), expected);
  }

  /** A second tab of the same person. */
  async tab(page, { expected = [] } = {}) {
    return this.#watched(await page.context().newPage(), expected);
  }

  #watched(page, expected) {
    // Machines that run all tests at once are slow: patience costs nothing while things work.
    page.setDefaultTimeout(60_000);
    page.setDefaultNavigationTimeout(60_000);
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' || expected.some((pattern) => pattern.test(message.text()))) return;
      // Which file or answer it was: of a 404 the text alone says nothing.
      const { url } = message.location();
      this.faults.push(`${page.url()}: ${message.text()}${url && url !== page.url() ? ` (${url})` : ''}`);
    });
    this.pages.push(page);
    return page;
  }

  /** Pictures of what everybody sees, for a test that failed. Resolves to their names. */
  async pictures(folder) {
    mkdirSync(folder, { recursive: true });
    const names = [];
    for (const [index, page] of this.pages.entries()) {
      if (page.isClosed()) continue;
      const name = path.join(folder, `page-${index + 1}.png`);
      await page.screenshot({ path: name, fullPage: true }).then(
        () => names.push(`${name} (${page.url()})`),
        () => undefined,
      );
    }
    return names;
  }

  async stop() {
    await this.browser.close();
  }
}
