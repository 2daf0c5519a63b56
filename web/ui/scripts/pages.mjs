// The pages that scripts/screens.mjs visits: address, what to do there, and how to know that it has come.
const station = (id) => ({ path: `/station/${id}#key=mock`, ready: '.now .order', whole: false });

export const pages = [
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
