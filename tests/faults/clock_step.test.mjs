// Somebody sets the clock of capture's machine while an order is packed. The pictures' own clock runs on, so that film
// and clock can be told apart.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { until } from '../../scripts/demo/waiting.mjs';
import { at, clipOf, deskOf, judgedSession, untilTime } from '../support/packed.mjs';
import { sendOrder, siteTest } from '../support/test_site.mjs';

/** libfaketime: gives one program another wall clock, which can be set while it runs. */
function fakeTimeLibrary() {
  return readdirSync('/usr/lib')
    .map((name) => `/usr/lib/${name}/faketime/libfaketimeMT.so.1`)
    .find((file) => existsSync(file));
}
const library = fakeTimeLibrary();

for (const step of [30, -20]) {
  siteTest(
    `a clock set by ${step} s during a session is told by session and clip`,
    (plan) => ({
      environment: {
        capture: {
          LD_PRELOAD: library,
          FAKETIME_TIMESTAMP_FILE: `${plan.data}/clock`,
          FAKETIME_NO_CACHE: '1',
          DONT_FAKE_MONOTONIC: '1',
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
        },
      },
    }),
    async (site) => {
      writeFileSync(site.file('clock'), '+0s\n');
      await site.start();
      const order = await sendOrder(site);
      const packer = site.packer('bench-1');
      const { station } = await packer.scan(order.number);
      await untilTime(at(station.session.started_at) + 3000);

      writeFileSync(site.file('clock'), `${step > 0 ? '+' : ''}${step}s\n`);
      const stepped = await until('capture to live in the other time', async () => {
        const state = await site.stationState('bench-1');
        return Math.abs(at(state.now) - Date.now() - step * 1000) < 5000 ? state : undefined;
      });
      assert.equal(stepped.session.order, order.number, 'the session runs on');
      await untilTime(Date.now() + 4000);
      await site.recording();
      await packer.scan('END');

      const session = await judgedSession(await deskOf(site), order.number);
      for (const { camera, gaps } of session.cameras) {
        assert.ok(
          gaps.some(({ reason }) => reason === 'clock_step'),
          `${camera}: ${JSON.stringify(gaps)}`,
        );
      }
      const from = Math.min(at(session.started_at), at(session.ended_at));
      const to = Math.max(at(session.started_at), at(session.ended_at));
      const clip = await clipOf(site, order.number, from - 1000, to + 1000);
      assert.ok(
        clip.files.every((file) => file.gaps.some(({ reason }) => reason === 'clock_step')),
        JSON.stringify(clip.files.map(({ camera, gaps }) => ({ camera, gaps }))),
      );
    },
    { skip: library ? false : 'needs the package libfaketime' },
  );
}
