// Draws what browsers and phones ask for beside mark.svg: favicon.ico and apple-touch-icon.png, into shared/public. Both are
// kept in the repository; run `npm run icons` when the mark has changed.
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { top } from './applications.mjs';

const folder = `${top}shared/public`;
const mark = await readFile(`${folder}/mark.svg`, 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

/** The mark as a PNG of `size` by `size`; `share` of it is the mark, the rest the colour of paper. */
async function drawn(size, share = 1) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const paper = share < 1 ? '#f4f1ea' : 'transparent';
  await page.setContent(
    `<style>html{background:${paper}}body{margin:0;display:grid;place-items:center;height:100vh}svg{width:${100 * share}vw}</style>${mark}`,
  );
  const picture = await page.screenshot({ omitBackground: share === 1 });
  await page.close();
  return picture;
}

/** Several PNGs in one file, as favicon.ico has been since Windows Vista: a directory of 16 bytes each, then the pictures. */
function iconOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits of a pixel
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  });
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}

const pictures = [];
for (const size of [16, 32, 48]) {
  pictures.push({ size, bytes: await drawn(size) });
}
await writeFile(`${folder}/favicon.ico`, iconOf(pictures));
// Phones cut the corners themselves and show black where a picture is transparent.
await writeFile(`${folder}/apple-touch-icon.png`, await drawn(180, 0.8));
await browser.close();
