// Somebody's time at the desk, as an administrator and that person go through it: added from a shell, with an
// authenticator from the first day; signs in with what it shows, and with a spare code once the phone is lost; makes new
// codes; becomes a manager; leaves. On a phone, the desk's views are one line.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { after, before } from 'node:test';
import { promisify } from 'node:util';
import { Browser } from '../support/browser.mjs';
import { storySteps } from '../support/steps.mjs';
import { testSite } from '../support/test_site.mjs';

const email = 'nina@nordkontor.example';
const password = 'parcels-on-time';

let site;
let browser;
let nina;
let key;
let spare;

before(async () => {
  site = await testSite();
  // No camera has a part in this.
  await site.startWeb();
  browser = await Browser.start();
  nina = await browser.page('phone', { expected: [/401/, /403/] });
});

after(async () => {
  await browser?.stop();
  await site?.remove();
});

/** The administrator's shell. */
async function shell(options, typed = '') {
  const program = path.join(site.plan.bin, 'shipwitness-web');
  const running = promisify(execFile)(program, ['--config', site.file('config/web.yaml'), ...options]);
  running.child.stdin.end(typed);
  return (await running).stdout;
}

/** What an authenticator with this key shows at that time (RFC 6238), `later` steps of half a minute ahead. */
function shown(later = 0) {
  const bits = [...key].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g);
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', Buffer.from(bytes.map((each) => parseInt(each, 2))))
    .update(step)
    .digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const send = () => nina.locator('button[type=submit]').click();

async function typePassword() {
  await nina.goto(`${site.webUrl}/desk/`);
  await nina.locator('#email').fill(email);
  await nina.locator('#password').fill(password);
  await send();
}

async function signOut() {
  await nina.locator('.masthead button[title="Выйти"]').click();
  await nina.locator('#password').waitFor();
}

const step = storySteps(() => browser, 240_000);

step('the administrator adds somebody, with an authenticator', async () => {
  const told = await shell(
    ['--add-user', email, '--name', 'Нина Орлова', '--role', 'agent', '--second-factor', 'new'],
    `${password}\n`,
  );
  key = /shown only now: ([A-Z2-7]+)/.exec(told)[1];
  spare = told.match(/^ +[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/gm).map((line) => line.trim());
  assert.equal(spare.length, 10);
});

step('she signs in with what it shows, after a code that does not fit', async () => {
  await typePassword();
  await nina.locator('#code').fill(shown() === '000000' ? '111111' : '000000');
  await send();
  await nina.locator('[role=alert]', { hasText: 'Код не подошёл или уже использован' }).waitFor();
  await nina.locator('#code').fill(shown());
  await send();
  await nina.locator('.me', { hasText: 'Нина Орлова' }).waitFor();
});

// Nine views in Russian took four lines, and the claims began below the middle of the screen.
step('on her phone the views are one line, and the current one is in sight', async () => {
  await nina.goto(`${site.webUrl}/desk/queue/all`);
  const current = nina.locator('.tabs a[aria-current=page]', { hasText: 'Все' });
  await current.waitFor();
  await nina.waitForFunction(() => document.querySelector('.tabs').hasAttribute('data-before'));
  const row = await nina.locator('.tabs').boundingBox();
  const tab = await current.boundingBox();
  assert.ok(tab.height >= 44, `a fingertip needs 44 px, it has ${tab.height}`);
  assert.ok(row.height < 2 * tab.height, `one line, not ${row.height} px`);
  assert.ok(tab.x >= 0 && tab.x + tab.width <= 390, `in sight, not at ${tab.x}`);
  const over = await nina.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `the page is ${over} px too wide`);
});

step('without her phone she signs in with a spare code, each once', async () => {
  await signOut();
  await typePassword();
  await nina.getByRole('button', { name: 'Телефона нет под рукой' }).click();
  await nina.locator('#code').fill(spare[0].toLowerCase().replaceAll('-', ' '));
  await send();
  await nina.locator('.me').waitFor();
  await signOut();
  await typePassword();
  await nina.getByRole('button', { name: 'Телефона нет под рукой' }).click();
  await nina.locator('#code').fill(spare[0]);
  await send();
  await nina.locator('[role=alert]', { hasText: 'запасной код не подошёл или уже использован' }).waitFor();
  await nina.locator('#code').fill(spare[1]);
  await send();
  await nina.locator('.me').click();
  await nina.getByText('Запасных кодов осталось: 8').waitFor();
});

step('with the authenticator again, she makes new codes', async () => {
  // Each code works once: it shows the next one by now, or will within half a minute, which the service allows for.
  await nina.locator('#code').fill(shown(1));
  await send();
  await nina.locator('.spare-codes li').nth(9).waitFor();
  assert.equal(await nina.locator('.spare-codes li').count(), 10);
});

step('as a manager she has to sign in anew, with the same password', async () => {
  assert.match(await shell(['--change-user', email, '--role', 'manager']), /may sign in as manager/);
  await shell(['--change-user', email, '--second-factor', 'off']);
  await nina.goto(`${site.webUrl}/desk/account`);
  await nina.locator('#password').waitFor();
  await nina.locator('#email').fill(email);
  await nina.locator('#password').fill(password);
  await send();
  await nina.locator('.facts', { hasText: 'руководитель' }).waitFor();
  assert.match(await shell(['--users']), /nina@nordkontor\.example +manager +password only +Нина Орлова/);
});

step('once she has left, the open page shows the sign-in, and it lets nobody in', async () => {
  assert.match(await shell(['--end-user', email]), /may sign in no more/);
  await nina.locator('.sections a').nth(2).click();
  await nina.locator('#password').waitFor();
  await nina.getByText('Время входа истекло').waitFor();
  await typePassword();
  await nina.locator('[role=alert]', { hasText: 'Почта или пароль не подошли' }).waitFor();
});
