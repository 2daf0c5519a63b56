// The pages that scripts/screens.mjs visits: address, what to do there, and how to know that it has come.
const station = (id) => ({ path: `/station/${id}#key=mock`, ready: '.now .order', whole: false });

const order = (language) => (language === 'ru' ? 'SO-10417' : 'SO-20071');
const buyer = { cookies: (language) => ({ 'mock-buyer': order(language) }) };
const agent = { cookies: () => ({ 'mock-desk': 'agent' }) };
const claimPath = (ru, en) => (language) => `/desk/claims/${language === 'ru' ? ru : en}`;
const on = async (page) => {
  await page.click('button[type=submit]');
};

/** Answers the wizard up to the page `until`. */
async function answer(page, until) {
  for (let turn = 0; turn < 25; ++turn) {
    await page.waitForURL(/\/claim\/[a-z]/);
    const step = new URL(page.url()).pathname.split('/').pop();
    await page.waitForFunction((name) => document.querySelector('.question')?.dataset.step === name, step);
    if (step === until) {
      return;
    }
    if (step === 'lines' || /^trouble/.test(step)) {
      await page.locator('.choice input').first().check();
    } else if (/^words/.test(step)) {
      await page.fill('#answer', 'В коробке 8 фильтров вместо 12. 8 filters instead of 12.');
    } else if (/^photos|contact/.test(step)) {
      // Nothing is fine.
    } else if (step === 'wish') {
      await page.locator('.choice input').first().check();
    } else {
      await page.locator('.choice.unsure input').check();
    }
    await on(page);
    await page.waitForURL((url) => !url.pathname.endsWith(`/${step}`));
  }
}

const wizard = (name, until, then) => ({
  name: `portal-claim-${name}`,
  path: '/claim',
  ...buyer,
  open: async (page) => {
    await answer(page, until);
    await then?.(page);
  },
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export const pages = [
  { name: 'portal-sign-in', path: '/', allows: [/401/] },
  { name: 'portal-sign-in-errors', path: '/', allows: [/401/], open: on, ready: '.summary' },
  {
    name: 'portal-sign-in-code',
    path: '/',
    allows: [/401/],
    open: async (page) => {
      await page.fill('#order', 'SO-10417');
      await page.fill('#email', 'sklad@example.ru');
      await on(page);
    },
    ready: '#code',
  },
  { name: 'portal-sign-in-link', path: '/sign-in#token=abc', allows: [/401/] },
  { name: 'portal-order', path: '/', ...buyer, ready: '.goods' },
  { name: 'portal-order-no-footage', path: '/', cookies: () => ({ 'mock-buyer': 'SO-10433' }), ready: '.goods' },
  wizard('lines', 'lines'),
  wizard('lines-error', 'lines', on),
  wizard('trouble', 'trouble-1'),
  wizard('quantity', 'quantity-1'),
  wizard('words', 'words-1'),
  {
    ...wizard('photos', 'photos-1', async (page) => {
      await page.setInputFiles('input[type=file] >> nth=1', [
        { name: 'a.png', mimeType: 'image/png', buffer: png },
        { name: 'b.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
      ]);
      await page.waitForSelector('.photo.failed');
    }),
    allows: [/422/],
  },
  wizard('noticed', 'noticed'),
  wizard('seal', 'seal'),
  wizard('wish', 'wish'),
  wizard('check', 'check'),
  {
    ...wizard('sent', 'check', async (page) => {
      await on(page);
      await page.waitForSelector('.sent-card');
    }),
  },
  {
    name: 'portal-status',
    path: (language) => `/claims/${language === 'ru' ? 'C-7K3M-92QX' : 'C-8XYZ-1MFQ'}`,
    ...buyer,
    ready: '.timeline',
  },
  {
    name: 'portal-status-asked',
    path: '/claims/C-4TBN-PW81',
    cookies: () => ({ 'mock-buyer': 'SO-10417' }),
    ready: '.timeline',
  },
  {
    name: 'portal-status-escalate',
    path: '/claims/C-4TBN-PW81',
    cookies: () => ({ 'mock-buyer': 'SO-10417' }),
    open: async (page) => {
      await page.waitForSelector('#further');
      await page.locator('#further ~ .row button').last().click();
    },
    ready: 'dialog[open]',
    whole: false,
  },
  { name: 'portal-missing', path: '/nowhere', ...buyer },
  { name: 'desk-sign-in', path: '/desk/', allows: [/401/] },
  { name: 'desk-queue', path: '/desk/', ...agent, ready: '.queue' },
  { name: 'desk-claim-open', path: claimPath('C-7K3M-92QX', 'C-2RSA-6GK0'), ...agent, ready: '.timeline' },
  { name: 'desk-claim-decided', path: claimPath('C-8XYZ-1MFQ', 'C-8XYZ-1MFQ'), ...agent, ready: '.timeline' },
  { name: 'desk-claim-carrier', path: claimPath('C-9DHC-3VJE', 'C-9DHC-3VJE'), ...agent, ready: '.timeline' },
  {
    name: 'desk-fact',
    path: claimPath('C-7K3M-92QX', 'C-2RSA-6GK0'),
    ...agent,
    open: async (page) => page.locator('.facts-table .link').nth(4).click(),
    ready: 'dialog[open] .choices',
    whole: false,
  },
  {
    name: 'desk-decision',
    path: claimPath('C-7K3M-92QX', 'C-2RSA-6GK0'),
    ...agent,
    open: async (page) => {
      await page.locator('.proposal .button').last().click();
      await page.locator('dialog[open] .choice input').nth(3).check();
      await page.locator('dialog[open] button[type=submit]').click();
    },
    ready: 'dialog[open] .summary',
    whole: false,
  },
  {
    name: 'desk-palette',
    path: '/desk/',
    ...agent,
    open: async (page) => {
      await page.waitForSelector('.queue');
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill('SO-104');
      await page.waitForFunction(() => document.querySelectorAll('.palette li').length > 1);
    },
    ready: '.palette li',
    whole: false,
  },
  { name: 'desk-videos', path: '/desk/videos', ...agent, ready: '.sheet' },
  { name: 'desk-orders', path: '/desk/orders', ...agent, ready: '.table' },
  { name: 'desk-order', path: '/desk/orders/SO-10417', ...agent, ready: '.facts' },
  {
    name: 'desk-import',
    path: '/desk/import',
    cookies: () => ({ 'mock-desk': 'manager' }),
    open: async (page) => {
      await page.setInputFiles('#file', { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('order\n') });
      await on(page);
    },
    ready: '#report',
  },
  { name: 'desk-letters', path: '/desk/letters', ...agent, ready: '.letter' },
  { name: 'start', path: '/start/', ready: '.letter' },
  { name: 'station-running', ...station('bench-1') },
  { name: 'station-idle', ...station('bench-2') },
  { name: 'station-not-recording', ...station('bench-3'), allows: [/503/] },
  { name: 'station-unknown-order', ...station('bench-4') },
  {
    name: 'station-scanned',
    ...station('bench-1'),
    open: async (page) => {
      await page.waitForSelector('.now .order');
      await page.keyboard.type('PO-2026/118');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.message');
    },
  },
  { name: 'station-no-key', path: '/station/bench-1', ready: '.stop h1' },
  { name: 'station-codes', path: '/station/codes.html', ready: '.bars' },
];
