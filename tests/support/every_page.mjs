// The pages that tests/browser/every_page.mjs looks at: as whom, where, what is done there, and what shows that it came.
import { randomUUID } from 'node:crypto';
import { people } from '../../scripts/demo/people.mjs';
import { DeskWork } from '../../scripts/demo/seed.mjs';
import { hardOrder, hardPages, prepareHard } from './hard_pages.mjs';
import { buyerSignsIn, scanOn, staffSignsIn } from './people_at_work.mjs';

const buyers = {
  mary: { ru: ['SO-10482', 'zimina@samovar.example'], en: ['SO-10481', 'mary@lunchbox.example'] },
  carrier: { ru: ['SO-10484', 'priemka@uyut.example'], en: ['SO-10484', 'priemka@uyut.example'] },
  closed: { ru: ['SO-10486', 'masterok@masterok.example'], en: ['SO-10486', 'masterok@masterok.example'] },
  hard: { ru: [hardOrder.number, hardOrder.buyer.email], en: [hardOrder.number, hardOrder.buyer.email] },
  manager: { ru: ['SO-10487', 'mary@lunchbox.example'], en: ['SO-10487', 'mary@lunchbox.example'] },
};

/** Sessions of the people, each signed in once through the pages. */
export const actors = {
  known: new Map(),
  use(browser, site) {
    this.browser = browser;
    this.site = site;
  },
  async of(name, language) {
    if (!name) return undefined;
    const key = `${name} ${language}`;
    if (!this.known.has(key)) {
      const page = await this.browser.page('desktop', { expected: [/401/] });
      if (buyers[name]) {
        const [number, email] = buyers[name][language];
        await buyerSignsIn(page, this.site, { number, buyer: { email } });
      } else {
        await staffSignsIn(page, this.site, name);
      }
      // Cookies only: what one page keeps in the browser must not reach the next.
      this.known.set(key, { cookies: await page.context().cookies(), origins: [] });
      await page.context().close();
    }
    return this.known.get(key);
  },
};

/** The claim about an order, by the desk's own search. */
const claims = new Map();
async function claimOf(site, order) {
  if (!claims.has(order)) {
    const { email, password } = people[2];
    const desk = await site.staff(email, password);
    const { items } = await desk.get(`/api/v1/desk/claims?view=all&q=${order}`);
    claims.set(order, items[0].number);
  }
  return claims.get(order);
}

/** What the stories of the demonstration leave out: an order that is too long, and a refusal that waits for a second person. */
export async function prepare(site) {
  const { email, password } = people[1];
  const desk = await site.staff(email, password);
  const number = await claimOf(site, 'SO-10488');
  claims.set(hardOrder.number, await prepareHard(site));
  const work = new DeskWork(desk, number);
  if ((await work.read()).pending_refusal) return;
  await work.answer(
    'refusal',
    'Ольга, здравствуйте! Очень жаль, что кружек не хватило. Прислать такие же мы не сможем: эта серия закончилась. ' +
      'Вместо них предлагаю вернуть деньги за шесть кружек до пятницы. Том Лосев',
  );
}

const onClaim = (order) => async (site) => `${site.webUrl}/desk/claims/${await claimOf(site, order)}`;
const onStatus = (order) => async (site, language) =>
  `${site.webUrl}/claims/${await claimOf(site, typeof order === 'string' ? order : order[language])}`;
const mine = { ru: 'SO-10482', en: 'SO-10481' };
const send = (page) => page.locator('button[type=submit]').first().click();

/** The demonstration's people have no authenticator: what the server says to those who have one is put in its place. */
async function asWithAuthenticator(page) {
  await page.route('**/api/v1/desk/session', async (route) => {
    if (route.request().method() === 'POST') {
      const body = { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'second_factor_needed' };
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(body) });
    }
    const response = await route.fetch();
    const session = await response.json();
    return route.fulfill({ response, json: response.ok() ? { ...session, spare_codes_left: 3 } : session });
  });
  const codes = Array.from({ length: 10 }, (_, index) => `7K3M-92QX-V0TB-8D4${index}`);
  await page.route('**/api/v1/desk/spare-codes', (route) => route.fulfill({ json: { codes } }));
}
const withCode = async (page) => {
  await asWithAuthenticator(page);
  await page.locator('#email').fill('tom@nordkontor.example');
  await page.locator('#password').fill('every-box-counts');
  await send(page);
  await page.locator('#code').waitFor();
};

/** Answers the wizard up to the question `last`; `then` does something there. */
function wizard(last, { name = last, trouble = 0, then, ...rest } = {}) {
  return {
    name: `portal-claim-${name}`,
    as: 'mary',
    at: '/claim',
    ...rest,
    async open(page) {
      for (let turn = 0; turn < 25; turn += 1) {
        const form = page.locator('form[data-step]');
        await form.waitFor();
        const step = await form.getAttribute('data-step');
        if (step === last) break;
        if (step === 'lines') await form.locator('.choice input').first().check();
        else if (step.startsWith('trouble')) await form.locator('.choice input').nth(trouble).check();
        else if (step === 'wish') await form.locator('.choice input').first().check();
        else if (step.startsWith('words')) await form.locator('#answer').fill('В коробке 22 кружки. 22 mugs, not 24.');
        else if (!/^(photos|contact)/.test(step)) await form.locator('.unsure input').check();
        await form.locator('button[type=submit]').click();
        await page.locator(`form[data-step]:not([data-step="${step}"])`).waitFor();
      }
      await then?.(page);
    },
    ready: 'form[data-step]',
  };
}

/** The station's page after a code was scanned there, cancelled when it was looked at. */
function afterScan(name, code) {
  return {
    name,
    at: (site) => site.stationPage('bench-1'),
    async open(page) {
      await page.locator('.now .order').waitFor();
      await page.locator('.cameras img').nth(1).waitFor();
      await scanOn(page, code);
      await page.locator('.now .order', { hasText: code }).waitFor();
    },
    async leave(page) {
      await scanOn(page, 'CANCEL');
      await page.locator('.now .order.idle').waitFor();
    },
    whole: false,
  };
}

export const pages = [
  { name: 'start', at: '/start/', ready: '.letter' },
  { name: 'portal-sign-in', at: '/', allows: [/401/] },
  { name: 'portal-sign-in-errors', at: '/', allows: [/401/], open: send, ready: '.summary' },
  {
    name: 'portal-sign-in-code',
    at: '/',
    allows: [/401/],
    async open(page) {
      await page.locator('#order').fill('SO-10000');
      // An address of its own each time: letters to one are limited to five.
      await page.locator('#email').fill(`nobody-${randomUUID().slice(0, 8)}@nowhere.example`);
      await send(page);
      await page.locator('#code').fill('000000');
      await send(page);
    },
    ready: '#code, .note',
  },
  { name: 'portal-sign-in-link', at: '/sign-in#token=abc', allows: [/401/] },
  { name: 'portal-order', as: 'mary', at: '/', ready: '.goods' },
  { name: 'portal-order-video', as: 'manager', at: '/', ready: '.goods' },
  wizard('lines'),
  wizard('lines', { name: 'lines-error', then: send, ready: '.summary' }),
  wizard('trouble-1', { name: 'trouble' }),
  wizard('quantity-1', { name: 'quantity' }),
  wizard('words-1', { name: 'words' }),
  wizard('photos-1', { name: 'photos' }),
  wizard('delivered', { as: 'manager' }),
  wizard('noticed'),
  wizard('packaging'),
  wizard('noted'),
  wizard('seal'),
  wizard('counted'),
  wizard('unpack'),
  wizard('packaging_kept', { name: 'kept', trouble: 2 }),
  wizard('wish'),
  wizard('contact'),
  wizard('check'),
  { name: 'portal-status', as: 'mary', at: onStatus(mine), ready: '.timeline' },
  { name: 'portal-status-carrier', as: 'carrier', at: onStatus('SO-10484'), ready: '.timeline' },
  { name: 'portal-status-closed', as: 'closed', at: onStatus('SO-10486'), ready: '.timeline' },
  { name: 'portal-status-manager', as: 'manager', at: onStatus('SO-10487'), ready: '.timeline' },
  {
    name: 'portal-escalate',
    as: 'mary',
    at: onStatus(mine),
    open: (page) => page.locator('#further ~ .row button').last().click(),
    ready: 'dialog[open]',
    whole: false,
  },
  { name: 'portal-foreign-claim', as: 'mary', at: onStatus('SO-10486'), allows: [/404/] },
  { name: 'portal-missing', as: 'mary', at: '/nowhere' },
  { name: 'desk-sign-in', at: '/desk/', allows: [/401/] },
  {
    name: 'desk-sign-in-wrong',
    at: '/desk/',
    allows: [/401/],
    async open(page) {
      await page.locator('#email').fill('nobody@nordkontor.example');
      await page.locator('#password').fill('nothing');
      await send(page);
    },
    ready: '.note, .problem, [role=alert]',
  },
  { name: 'desk-sign-in-code', at: '/desk/', allows: [/401/], open: withCode, ready: '#code' },
  {
    name: 'desk-sign-in-spare',
    at: '/desk/',
    allows: [/401/],
    async open(page) {
      await withCode(page);
      await page.locator('form .link').click();
    },
    ready: '#code',
  },
  { name: 'desk-account', as: 'tom', at: '/desk/account', ready: '.facts' },
  {
    name: 'desk-account-renewal',
    as: 'tom',
    at: '/desk/account',
    async open(page) {
      await asWithAuthenticator(page);
      await page.reload();
    },
    ready: '#code',
  },
  {
    name: 'desk-account-codes',
    as: 'tom',
    at: '/desk/account',
    async open(page) {
      await asWithAuthenticator(page);
      await page.reload();
      await page.locator('#code').fill('123456');
      await send(page);
    },
    ready: '.spare-codes',
  },
  { name: 'desk-queue', as: 'tom', at: '/desk/', ready: '.queue' },
  { name: 'desk-queue-all', as: 'vera', at: '/desk/queue/all', ready: '.queue' },
  { name: 'desk-queue-empty', as: 'anna', at: '/desk/queue/mine', ready: 'h1' },
  { name: 'desk-claim-received', as: 'tom', at: onClaim('SO-10481'), ready: '.timeline' },
  { name: 'desk-claim-question', as: 'tom', at: onClaim('SO-10482'), ready: '.timeline' },
  { name: 'desk-claim-hidden', as: 'tom', at: onClaim('SO-10483'), ready: '.timeline' },
  { name: 'desk-claim-carrier', as: 'tom', at: onClaim('SO-10484'), ready: '.timeline' },
  { name: 'desk-claim-decided', as: 'tom', at: onClaim('SO-10485'), ready: '.timeline' },
  { name: 'desk-claim-closed', as: 'tom', at: onClaim('SO-10486'), ready: '.timeline' },
  { name: 'desk-claim-escalated', as: 'vera', at: onClaim('SO-10487'), ready: '.timeline' },
  { name: 'desk-claim-refusal', as: 'anna', at: onClaim('SO-10488'), ready: '.timeline' },
  {
    name: 'desk-fact',
    as: 'tom',
    at: onClaim('SO-10481'),
    open: (page) => page.locator('.facts-table .link').nth(4).click(),
    ready: 'dialog[open] .choices',
    whole: false,
  },
  {
    name: 'desk-decision',
    as: 'tom',
    at: onClaim('SO-10481'),
    async open(page) {
      await page.locator('.proposal .button').last().click();
      await page.locator('dialog[open] .choice input').nth(3).check();
      await page.locator('dialog[open] button[type=submit]').click();
    },
    ready: 'dialog[open] .summary',
    whole: false,
  },
  {
    name: 'desk-letter-skeleton',
    as: 'tom',
    at: onClaim('SO-10482'),
    async open(page) {
      await page.locator('#stage').selectOption('refusal');
      await page.locator('.composer .button.quiet').first().click();
    },
    ready: '.composer',
  },
  {
    name: 'desk-closing',
    as: 'tom',
    at: onClaim('SO-10485'),
    open: (page) => page.locator('.composer .tabs button').last().click(),
    ready: '.composer #letter',
  },
  {
    name: 'desk-palette',
    as: 'tom',
    at: '/desk/',
    async open(page) {
      await page.locator('.queue').waitFor();
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill('SO-104');
      await page.waitForFunction(() => document.querySelectorAll('.palette li').length > 1);
    },
    ready: '.palette li',
    whole: false,
  },
  { name: 'desk-videos', as: 'tom', at: '/desk/videos', ready: '.sheet' },
  { name: 'desk-orders', as: 'tom', at: '/desk/orders', ready: '.table' },
  { name: 'desk-order', as: 'tom', at: '/desk/orders/SO-10481', ready: '.facts' },
  { name: 'desk-order-interrupted', as: 'tom', at: '/desk/orders/SO-10488', ready: '.facts' },
  {
    name: 'desk-import',
    named: 'buyer_email', // the file's own column
    as: 'vera',
    at: '/desk/import',
    async open(page) {
      const csv =
        'order_number,status,buyer_name,buyer_email,line,sku,name,quantity,unit\nX-1,strange,,nobody,1,A,B,-3,pcs\n';
      await page.locator('#file').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await send(page);
    },
    ready: '#report',
  },
  { name: 'desk-letters', as: 'tom', at: '/desk/letters', ready: '.letter' },
  { name: 'desk-missing', as: 'tom', at: '/desk/nowhere' },
  { name: 'desk-no-such-claim', as: 'tom', at: '/desk/claims/C-0000-0000', allows: [/404/] },
  { name: 'station-idle', at: (site) => site.stationPage('bench-1'), ready: '.now .order', whole: false },
  afterScan('station-scanned', 'SO-10491'),
  afterScan('station-unknown-order', 'NO-SUCH-1'),
  { name: 'station-no-key', at: (site) => site.stationPage('bench-1').replace(/#.*/, ''), ready: '.stop h1' },
  {
    name: 'station-codes',
    at: (site) => site.stationPage('bench-1').replace(/\/station\/.*/, '/station/codes.html'),
    ready: '.bars',
  },
  ...hardPages({ on: onClaim, status: onStatus }),
];
