// A camera goes away while an order is packed: the station says so in red, the session is incomplete, and the table of
// causes sees no film: a gap counts against us.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { until } from '../../scripts/demo/waiting.mjs';
import { at, deskOf, judgedSession, untilTime } from '../support/packed.mjs';
import { sendOrder, siteTest } from '../support/test_site.mjs';

async function fact(site, order, name) {
  const buyer = await site.buyer(order.number, order.buyer.email);
  const claim = await buyer.post(
    '/api/v1/portal/claims',
    {
      lines: [
        {
          line: 1,
          kind: 'content',
          content_kind: 'shortage',
          quantity: 2,
          words: 'Two mugs are missing.',
          pictures: [],
        },
      ],
      wish: { kind: 'send_again', words: null },
      acceptance: null,
    },
    { headers: { 'idempotency-key': randomUUID() } },
  );
  const desk = await deskOf(site);
  return until(`the fact ${name}`, async () => {
    const seen = await desk.get(`/api/v1/desk/claims/${claim.number}`);
    return seen.lines[0].facts.find((each) => each.name === name && each.value !== null);
  });
}

function cameraState(site, id) {
  return site
    .stationState('bench-1')
    .then((state) => ({ station: state, ...state.cameras.find((each) => each.id === id) }));
}

for (const [name, begin, end, reason] of [
  ['is cut off and comes back', 'down', 'up', 'camera_unreachable'],
  ['falls silent and speaks again', 'silent', 'speak', 'camera_silent'],
]) {
  siteTest(
    `a camera that ${name} leaves a gap, an incomplete session, and no video for the rules`,
    {},
    async (site) => {
      await site.start();
      const order = await sendOrder(site);
      const packer = site.packer('bench-1');
      const { station } = await packer.scan(order.number);
      await untilTime(at(station.session.started_at) + 3000);

      await site.cameras.command(`${begin} bench-1/carton`);
      const gone = await until('the station to say that a camera is gone', async () => {
        const state = await cameraState(site, 'bench-1-carton');
        return state.recording ? undefined : state;
      });
      assert.equal(gone.station.recording, false);
      assert.ok(gone.station.session.warnings.includes('camera_down'), `warnings: ${gone.station.session.warnings}`);
      await site.cameras.command(`${end} bench-1/carton`);
      await site.recording();
      await untilTime(Date.now() + 1000);
      await packer.scan(order.number);

      const session = await judgedSession(await deskOf(site), order.number);
      assert.equal(session.complete, false);
      assert.ok(session.marks.includes('camera_down'), `marks: ${session.marks}`);
      const gaps = (id) => session.cameras.find(({ camera }) => camera === id).gaps;
      assert.ok(
        gaps('bench-1-carton').some((gap) => gap.reason === reason),
        JSON.stringify(gaps('bench-1-carton')),
      );
      assert.deepEqual(gaps('bench-1-top'), [], 'the other camera filmed on');

      const video = await fact(site, order, 'video');
      assert.deepEqual([video.value, video.source], ['none', 'system']);
    },
  );
}

siteTest('an order packed before both cameras is complete', {}, async (site) => {
  await site.start();
  const order = await sendOrder(site);
  const packer = site.packer('bench-1');
  const { station } = await packer.scan(order.number);
  await untilTime(at(station.session.started_at) + 2000);
  await packer.scan(order.number);
  const session = await judgedSession(await deskOf(site), order.number);
  assert.equal(session.complete, true, JSON.stringify(session));
});

siteTest('a scan before a camera that does not record warns loudly, and is recorded all the same', {}, async (site) => {
  await site.start();
  const order = await sendOrder(site);
  await site.cameras.command('down bench-1/top');
  await until('the camera to be gone', async () => !(await cameraState(site, 'bench-1-top')).recording);
  const { outcome, sound, message } = await site.packer('bench-1').scan(order.number);
  assert.deepEqual([outcome, sound, message.code], ['started', 'warning', 'camera_not_recording']);
});
