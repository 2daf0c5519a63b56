// The office is away: packing goes on, and what was packed arrives later, each session once.
import assert from 'node:assert/strict';
import http from 'node:http';
import { until } from '../../scripts/demo/waiting.mjs';
import { deskOf, judgedSession, sessionsAtWeb } from '../support/packed.mjs';
import { sendOrder, siteTest, testOrder } from '../support/test_site.mjs';

/** One order after the other, without film worth looking at. */
async function pack(site, orders) {
  const packer = site.packer('bench-1');
  const sessions = [];
  for (const order of orders) sessions.push((await packer.scan(order.number)).station.session.id);
  const { outcome } = await packer.scan('END');
  assert.equal(outcome, 'ended');
  return sessions;
}

async function assertArrivedOnce(site, orders, sessions) {
  const desk = await deskOf(site);
  for (const [index, order] of orders.entries()) {
    await judgedSession(desk, order.number);
    const arrived = await sessionsAtWeb(desk, order.number);
    assert.deepEqual(
      arrived.map(({ id }) => id),
      [sessions[index]],
      `sessions of ${order.number}`,
    );
  }
}

siteTest('sessions packed while web is down arrive later, once each', {}, async (site) => {
  await site.start();
  const orders = [await sendOrder(site), await sendOrder(site), await sendOrder(site)];
  await site.web.stop();
  const sessions = await pack(site, orders);
  await until('capture to notice', async () => !(await site.stationState('bench-1')).web_reachable);
  await site.startWeb();
  await assertArrivedOnce(site, orders, sessions);
  await until('capture to notice', async () => (await site.stationState('bench-1')).web_reachable);
});

/**
 * Between capture and web: passes requests on, but kills web after it has stored what the first delivery brought and
 * before capture hears so.
 */
function swallowFirstAnswer(site) {
  const state = { swallowed: false };
  state.server = http.createServer((asked, answer) => {
    const on = http.request(
      `${site.webUrl}${asked.url}`,
      { method: asked.method, headers: asked.headers, agent: false },
      (answered) => {
        const chunks = [];
        answered.on('data', (chunk) => chunks.push(chunk));
        answered.on('end', () => {
          if (!state.swallowed && asked.url === '/api/v1/ingest/events' && answered.statusCode === 200) {
            state.swallowed = true;
            site.web.child.kill('SIGKILL');
            answer.destroy();
            return;
          }
          answer.writeHead(answered.statusCode, answered.headers);
          answer.end(Buffer.concat(chunks));
        });
      },
    );
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  return state;
}

siteTest('a delivery whose answer is lost with web itself counts once', {}, async (site) => {
  const between = swallowFirstAnswer(site);
  await new Promise((resolve) => between.server.listen(0, '127.0.0.1', resolve));
  site.plan.webUrlForCapture = `http://127.0.0.1:${between.server.address().port}`;
  site.writeSettings();
  try {
    await site.start();
    const orders = [await sendOrder(site, testOrder()), await sendOrder(site, testOrder())];
    const sessions = await pack(site, orders);
    await until('the first delivery', () => between.swallowed);
    await site.web.ended;
    await site.startWeb();
    await assertArrivedOnce(site, orders, sessions);
  } finally {
    between.server.closeAllConnections();
    await new Promise((resolve) => between.server.close(resolve));
  }
});
