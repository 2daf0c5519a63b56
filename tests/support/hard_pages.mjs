// Pages in the states that the demonstration's stories do not reach: an order of sixty lines with names that have no
// space to break at, a claim with twelve photos, empty lists, every state of a video.
// What no story brings about is put into the server's answer on its way to the page.
import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { people } from '../../scripts/demo/people.mjs';
import { toCsv } from '../../scripts/demo/seed.mjs';

export const hardOrder = {
  number: 'WB-2026/11-SOUTH-WEST-48210573-REPLACEMENT-0001',
  buyer: {
    name: 'Общество с ограниченной ответственностью «Североуральскметаллургэнергоремонт», Константинопольская А. В.',
    email: 'receiving-department.second-warehouse@severouralskmetallurgenergoremont.example',
    language: 'ru',
    phone: '+7 34380 1-23-45 доб. 1024',
  },
  carrier: 'Межрегиональное автотранспортное экспедиционное объединение «Трансконтинент-Логистика»',
  incoterm: 'DAP',
  status: 'open',
  lines: Array.from({ length: 60 }, (_, index) => ({
    line: index + 1,
    sku: `ЭЛ-${String(index + 1).padStart(4, '0')}/380-50-IP54-У3`,
    name:
      index % 3 === 0
        ? 'Электродвигатель-асинхронный-трёхфазный-взрывозащищённый-АИР180М4У3-30кВт-1500об/мин'
        : index % 3 === 1
          ? 'Болт М10×80'
          : 'Кабель силовой ВВГнг(А)-LS 5×16, чёрный, бухта 100 м, с маркировкой по всей длине каждые 0,5 м',
    quantity: index % 3 === 1 ? 125000 : index + 1,
    unit: index % 3 === 2 ? 'бухта' : 'шт',
  })),
};

const long = 'Вскрыли при водителе. '.repeat(40) + 'https://example.example/' + 'a'.repeat(180);

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = ~body.reduce((crc, byte) => crcTable[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(sum, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of one colour, a different one for each number: the same picture cannot be sent twice. */
function picture(number) {
  const [width, height] = [320, 240];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, Buffer.from([170 + number * 5, 120, 90]))]);
  const rows = deflateSync(Buffer.concat(Array(height).fill(row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** The order above, and a claim about two of its lines with twelve photos. Resolves to the claim's number. */
export async function prepareHard(site) {
  const [, , manager] = people;
  const desk = await site.staff(manager.email, manager.password);
  const known = await desk.get(`/api/v1/desk/claims?view=all&q=${encodeURIComponent(hardOrder.number)}`);
  if (known.items.length) return known.items[0].number;
  await desk.send('POST', '/api/v1/desk/orders/import', {
    body: toCsv([hardOrder]),
    headers: { 'content-type': 'text/csv' },
  });
  const buyer = await site.buyer(hardOrder.number, hardOrder.buyer.email, 'ru');
  let made = 0;
  const pictures = async (count) => {
    const ids = [];
    for (let index = 0; index < count; index += 1) {
      const sent = await buyer.send('POST', '/api/v1/portal/pictures', {
        body: picture(made++),
        headers: { 'content-type': 'application/octet-stream' },
      });
      ids.push(sent.json().id);
    }
    return ids;
  };
  const claim = await buyer.post(
    '/api/v1/portal/claims',
    {
      language: 'ru',
      lines: [
        { line: 1, kind: 'visible', quantity: 1, words: long, pictures: await pictures(8) },
        {
          line: 2,
          kind: 'content',
          content_kind: 'shortage',
          quantity: 1200,
          words: 'Мало.',
          pictures: await pictures(4),
        },
      ],
      wish: { kind: 'other', words: long },
      acceptance: { seal: 'broken', packaging: 'damaged', counted: 'with_driver', noted: 'refused', unpack: 'filmed' },
    },
    { headers: { 'idempotency-key': randomUUID() } },
  );
  return claim.number;
}

/** What the server says of a session, changed before the page has it. */
async function changed(page, pattern, change) {
  await page.route(pattern, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    return route.fulfill({ response, json: change(await response.json()) });
  });
  await page.reload();
}

const withoutSpareCodes = (page) =>
  changed(page, '**/api/v1/desk/session', (session) => ({ ...session, spare_codes_left: 0 }));

const request = (state, extra = {}) => ({
  id: `request-${state}`,
  order: 'SO-10482',
  claim: null,
  origin: 'buyer',
  state,
  ready_at: null,
  requested_at: new Date().toISOString(),
  reason: null,
  progress: null,
  expires_at: null,
  files: [],
  ...extra,
});
const why = 'В кадре видны люди, которые не давали согласия на съёмку. Мы пришлём снимки вашей коробки.';

const video = (state, extra) => ({
  name: `portal-video-${state}`,
  as: 'mary',
  at: '/',
  async open(page) {
    await changed(page, '**/api/v1/portal/order', (order) => ({ ...order, video_requests: [request(state, extra)] }));
  },
  ready: '#video',
});
const nothing = (name, at, pattern, { as = 'tom', then, ready = 'h1' } = {}) => ({
  name: `desk-${name}-none`,
  as,
  at,
  async open(page) {
    await changed(page, pattern, (list) => ({ ...list, items: [], next_cursor: null }));
    await page.locator('h1').first().waitFor();
    await page.locator('.wait-line').first().waitFor({ state: 'detached' });
    await then?.(page);
  },
  ready,
});
/** Chooses a filter of a list, in which there is nothing either. */
const only = (nth) => ({
  async then(page) {
    await page.locator('.tabs button').nth(nth).click();
    await page.locator('p.muted').waitFor();
  },
});

/** `on(order)` gives the address of the desk's page of the claim about it, `status(order)` that of the buyer's. */
export const hardPages = ({ on, status }) => [
  { name: 'desk-account-last', as: 'tom', at: '/desk/account', open: withoutSpareCodes, ready: '#code' },
  { name: 'portal-hard-order', as: 'hard', at: '/', ready: '.goods' },
  { name: 'portal-hard-lines', as: 'hard', at: '/claim', ready: 'form[data-step]' },
  {
    name: 'portal-hard-status',
    as: 'hard',
    at: status(hardOrder.number),
    async open(page) {
      await page.locator('.more.sheet summary').click();
    },
    ready: '.timeline',
  },
  { name: 'desk-hard-queue', as: 'tom', at: '/desk/queue/all', ready: '.queue' },
  { name: 'desk-hard-claim', as: 'tom', at: on(hardOrder.number), ready: '.timeline' },
  { name: 'desk-hard-order', as: 'tom', at: `/desk/orders/${encodeURIComponent(hardOrder.number)}`, ready: '.facts' },
  video('asked'),
  video('fetching', { progress: 37 }),
  video('failed'),
  video('denied', { reason: why }),
  video('expired'),
  {
    name: 'portal-not-solved',
    as: 'closed',
    at: status('SO-10486'),
    open: (page) => page.locator('#further ~ .row button').first().click(),
    ready: 'dialog[open]',
    whole: false,
  },
  nothing('videos', '/desk/videos', '**/api/v1/desk/video-requests*'),
  nothing('videos-asked', '/desk/videos', '**/api/v1/desk/video-requests*', only(1)),
  nothing('videos-asked-manager', '/desk/videos', '**/api/v1/desk/video-requests*', { as: 'vera', ...only(1) }),
  nothing('letters', '/desk/letters', '**/api/v1/desk/letters*'),
  nothing('letters-failed', '/desk/letters', '**/api/v1/desk/letters*', only(3)),
  nothing('orders', '/desk/orders', '**/api/v1/desk/orders?*'),
  nothing('queue', '/desk/', '**/api/v1/desk/claims?*'),
  {
    name: 'desk-video-asked',
    as: 'vera',
    at: '/desk/videos',
    async open(page) {
      await changed(page, '**/api/v1/desk/video-requests*', (list) => ({
        ...list,
        items: [request('asked'), request('failed'), request('denied', { reason: why }), ...list.items],
      }));
    },
    ready: '.sheet',
  },
  {
    name: 'desk-video-denial',
    as: 'vera',
    at: '/desk/videos',
    async open(page) {
      await changed(page, '**/api/v1/desk/video-requests*', (list) => ({ ...list, items: [request('asked')] }));
      await page.locator('.sheet .button').nth(1).click();
      await page.locator('dialog[open] button[type=submit]').click();
    },
    ready: 'dialog[open] .error',
    whole: false,
  },
  {
    name: 'desk-reopen',
    as: 'vera',
    at: on('SO-10486'),
    open: (page) =>
      page
        .getByRole('button', { name: /^(Открыть снова|Open again|Reopen|Open it again)$/ })
        .first()
        .click(),
    ready: 'dialog[open]',
    whole: false,
  },
  {
    name: 'desk-palette-none',
    as: 'tom',
    at: '/desk/',
    async open(page) {
      await page.locator('.queue').waitFor();
      await page.keyboard.press('Control+k');
      await page.locator('.palette input').fill('zzzzqqq');
      await page.waitForFunction(() => document.querySelectorAll('.palette li').length === 0);
    },
    ready: '.palette input',
    whole: false,
  },
  {
    name: 'start-off',
    at: '/start/',
    allows: [/404/],
    async open(page) {
      await page.route('**/api/v1/demonstration', (route) =>
        route.fulfill({
          status: 404,
          contentType: 'application/problem+json',
          body: '{"status":404,"code":"not_found"}',
        }),
      );
      await page.reload();
    },
    ready: '.doors',
  },
];
