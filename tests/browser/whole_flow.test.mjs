// The whole promise, as people use it: an order is scanned and packed on camera, its buyer files a claim with a photo on
// a phone, the desk sees the facts and the film, decides, answers and closes, and the buyer reads that and downloads the
// video. What the video shows is read from its pictures, not from what our own files say about it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before } from 'node:test';
import { promisify } from 'node:util';
import { until } from '../../scripts/demo/waiting.mjs';
import { Browser } from '../support/browser.mjs';
import { DeskWork } from '../../scripts/demo/seed.mjs';
import { at, burnedTimes, deskOf, judgedSession, probe, untilTime } from '../support/packed.mjs';
import * as work from '../support/people_at_work.mjs';
import { storySteps } from '../support/steps.mjs';
import { sendOrder, testOrder, testSite } from '../support/test_site.mjs';

let site;
let browser;
let order;
let session;
let claim;
let station;
let phone;
let desk;
let staff;
const scanned = {}; // when the packer scanned, by this test's own clock

const story = {
  lines: [1],
  'trouble-1': 'shortage',
  'quantity-1': 2,
  'words-1': 'В коробке 22 кружки вместо 24. Верхний ряд полный, внизу двух не хватает.',
  seal: 'intact',
  packaging: 'intact',
  counted: 'later',
  noted: 'clean',
  unpack: 'not_filmed',
  wish: 'send_again',
};
const answer =
  'Мария, добрый день! Очень жаль, что кружек не хватило. Две недостающие отправим вам завтра до 12:00. Анна Берг';
const closing =
  'Кружки уже у вас, поэтому закрываю обращение. Если что-то не так, ответьте здесь, и я продолжу. Анна Берг';

before(async () => {
  site = await testSite();
  await site.start();
  browser = await Browser.start();
  const buyer = { name: 'Мария Дин', email: 'mary@lunchbox.example', language: 'ru', phone: null };
  order = await sendOrder(site, testOrder({ buyer }));
  station = await browser.page('desktop');
  // Who is not signed in yet is told so with a 401, and the browser tells everybody.
  phone = await browser.page('phone', { expected: [/401/] });
  desk = await browser.page('desktop', { expected: [/401/] });
});

after(async () => {
  await browser?.stop();
  await site?.remove();
});

/** The claim by API, as Anna. */
const agent = () => new DeskWork(staff, claim);

/** Between which moments something was done. */
async function during(body) {
  const from = Date.now();
  await body();
  return [from, Date.now()];
}

/** Within a scan's own duration, and what cameras, key pictures and a busy machine may shift it. */
function near(time, [earliest, latest], offset, what) {
  const fits = time >= earliest + offset - 2000 && time <= latest + offset + 2000;
  assert.ok(fits, `${what} ${time - earliest - offset} ms after the earliest moment of what was asked for`);
}

const step = storySteps(() => browser, 300_000);

step('a packer scans the order on the station page, and it is filmed', async () => {
  await station.goto(site.stationPage('bench-1'));
  await station.locator('.now .order').waitFor();
  await until('the pictures of both cameras', async () => (await station.locator('.cameras img').count()) === 2);
  await site.cameras.scene('bench-1', order.number, 'scan', 0, 4);
  scanned.started = await during(async () => {
    await work.scanOn(station, order.number);
    await station.locator('.now .order', { hasText: order.number }).waitFor();
  });
  const { session: running } = await site.stationState('bench-1');
  assert.equal(running.order, order.number);
  for (const [index, name] of ['pack', 'pack', 'fill', 'label'].entries()) {
    await site.cameras.scene('bench-1', order.number, name, Math.min(index, 3), 4);
    await untilTime(at(running.started_at) + (index + 1) * 1500);
  }
  scanned.ended = await during(async () => {
    await work.scanOn(station, order.number);
    await station.locator('.now .order.idle').waitFor();
  });
  staff = await deskOf(site);
  session = await judgedSession(staff, order.number);
  assert.equal(session.complete, true, JSON.stringify(session));
});

step('the buyer files a claim with a photo on a phone', async () => {
  const { number, ...body } = { ...order, handed_over_at: session.ended_at, delivered_at: new Date().toISOString() };
  await site.machine().put(`/api/v1/orders/${number}`, body);
  const photo = site.file('photo.png');
  await promisify(execFile)(`${site.plan.bin}/shipwitness-demo-camera`, ['--photograph', 'open', number, photo]);
  // Whose page it is, a buyer sees before typing anything.
  await phone.goto(site.webUrl);
  await phone.locator('.mark', { hasText: 'Nordkontor Supply' }).waitFor();
  await phone.locator('main a[href^="mailto:help@nordkontor"]').waitFor();
  await work.buyerSignsIn(phone, site, order);
  await phone.locator('.call a.main').click();
  const asked = await work.buyerTellsProblem(phone, { ...story, 'photos-1': photo });
  assert.ok(asked.includes('seal') && asked.includes('noted'), `asked: ${asked}`);
  await phone.getByText(story['words-1']).waitFor();
  await phone.locator('form[data-step=check] button[type=submit]').click();
  claim = await phone.locator('.sent-card .number').textContent();
  assert.match(claim, /^C-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await until('the copy of the claim by letter', () => site.letter(order.buyer.email, 'claim_received'));
});

step('the desk sees the facts and plays the film beside the claim', async () => {
  await work.staffSignsIn(desk, site, 'anna');
  await desk.locator('a.open.number', { hasText: claim }).click();
  await desk.locator('.line .quote', { hasText: story['words-1'] }).waitFor();
  await desk.locator('.line .thumbs img').first().waitFor();
  const facts = await desk.locator('.facts-table tbody tr').count();
  assert.equal(facts, 8, 'every column of the table of causes is a row');
  // The film is fetched for the desk as soon as the claim comes.
  const film = desk.locator('.film video').first();
  await film.waitFor();
  const poster = await film.evaluate(async (video) => (await fetch(video.poster)).headers.get('content-type'));
  assert.equal(poster, 'image/jpeg', 'a picture stands for the film until it is played');
  await film.evaluate((video) => {
    video.muted = true;
    return video.play();
  });
  await desk.waitForFunction(() =>
    [...document.querySelectorAll('.film video')].some((video) => video.currentTime > 0.5),
  );
});

step('a decision against the proposal is refused without a reason, and kept with one', async () => {
  const before = await agent().read();
  await assert.rejects(agent().decide(1, 'carrier'), /override_reason_missing/, 'the service itself refuses');
  assert.equal((await agent().read()).version, before.version, 'the refusal changed nothing');

  // Nothing can be closed yet, and the page leads to what has to be decided first.
  await desk.locator('.composer .tabs button').last().click();
  await desk.locator('.composer a[href="#line-1"]').click();
  await desk.waitForURL(/#line-1$/);
  await desk.locator('#line-1 .proposal button').last().click();
  const dialog = desk.locator('dialog[open]');
  await dialog.locator('input[type=radio][value="supplier"]').check();
  await dialog.locator('button[type=submit]').click();
  await dialog.locator('.summary[role=alert]').waitFor();
  await dialog.locator('textarea').fill('На записи видно, что нижний ряд неполный.');
  await dialog.locator('button[type=submit]').click();
  await desk.locator('.proposal.decided').waitFor();
  const { lines } = await agent().read();
  assert.equal(lines[0].decision.party, 'supplier');
  assert.match(lines[0].decision.override_reason, /нижний ряд/);
});

step('of two tabs, the one with the older state is refused and keeps its draft', async () => {
  const tab = await browser.tab(desk, { expected: [/ERR_FAILED/, /412/, /401/] });
  await tab.goto(`${site.webUrl}/desk/claims/${claim}`);
  await tab.locator('#letter').fill(answer);
  // The page looks for news by itself now and then; this one shall not see them before it writes.
  let wrote = false;
  await tab.route(`**/api/v1/desk/claims/${claim}`, (route) => (wrote ? route.continue() : route.abort()));
  tab.on('request', (request) => {
    if (request.method() === 'POST') wrote = true;
  });
  await agent().note('Нижний ряд: спросить смену.');
  const refused = tab.waitForResponse((response) => response.url().endsWith('/messages') && response.status() === 412);
  await tab.locator('.composer button[type=submit]').click();
  await refused;
  await tab.locator('.composer .note').waitFor();
  assert.equal(await tab.locator('#letter').inputValue(), answer, 'what was written is still there');
  await tab.locator('.composer button[type=submit]').click();
  await tab.locator('.timeline .said', { hasText: answer }).waitFor();
  await tab.close();
});

step('the claim is closed with words to the buyer', async () => {
  await desk.reload();
  await desk.locator('.composer .tabs button').last().click();
  await desk.locator('#letter').fill(closing);
  await desk.locator('.composer button[type=submit]').click();
  await until('the claim to be closed', async () => (await agent().read()).state === 'closed');
});

step('the buyer reads answer and outcome on the phone', async () => {
  await phone.goto(`${site.webUrl}/claims/${claim}`);
  await phone.locator('.timeline .said', { hasText: answer }).waitFor();
  await phone.locator('.timeline .said', { hasText: closing }).waitFor();
  await phone.locator('.stages [aria-current=step]').waitFor();
  await until('the closing letter', () => site.letter(order.buyer.email, 'claim_closed'));
});

step('the buyer downloads the video, and its pictures show the packing of the order', async () => {
  await phone.goto(site.webUrl);
  await phone.locator('section[aria-labelledby=video] button').click();
  await phone.locator('section[aria-labelledby=video] a[download$=".mp4"]').nth(1).waitFor();
  const links = phone.locator('section[aria-labelledby=video] a[download$=".mp4"]');
  assert.equal(await links.count(), 2, 'a file of each camera');
  for (let index = 0; index < 2; index += 1) {
    const [download] = await Promise.all([phone.waitForEvent('download'), links.nth(index).click()]);
    const file = site.file(`downloaded-${index}.mp4`);
    await download.saveAs(file);
    const { streams } = await probe(file);
    const video = streams.find(({ codec_type }) => codec_type === 'video');
    assert.equal(`${video.width}x${video.height}`, '640x360');
    const times = await burnedTimes(file);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const name = `${download.suggestedFilename()} (${video.codec_name})`;
    // The margins of web.yaml are 2 s before the scan and after; a key picture comes every second.
    near(first, scanned.started, -2000, `${name} begins`);
    near(last, scanned.ended, 2000, `${name} ends`);
    assert.ok(
      times.every((time, at) => at === 0 || time >= times[at - 1]),
      `${name} runs forward`,
    );
  }
});
