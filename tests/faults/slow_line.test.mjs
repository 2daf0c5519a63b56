// The line between office and warehouse is slow and breaks: the video arrives whole all the same, and nothing else waits.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { until } from '../../scripts/demo/waiting.mjs';
import { at, deskOf, judgedSession, untilTime } from '../support/packed.mjs';
import { Proxy } from '../support/proxy.mjs';
import { sendOrder, siteTest } from '../support/test_site.mjs';

siteTest('a video comes whole over a slow line that breaks on the way', {}, async (site) => {
  const line = await Proxy.to(site.plan.ports.capture, { bytesPerSecond: 60_000 });
  site.plan.captureUrlForWeb = `http://127.0.0.1:${line.port}`;
  site.writeSettings();
  try {
    await site.start();
    const order = await sendOrder(site);
    const packer = site.packer('bench-1');
    await site.cameras.scene('bench-1', order.number, 'pack', 1, 4);
    const { station } = await packer.scan(order.number);
    await untilTime(at(station.session.started_at) + 5000);
    await packer.scan(order.number);
    await judgedSession(await deskOf(site), order.number);

    const buyer = await site.buyer(order.number, order.buyer.email);
    const passedBefore = line.passed;
    const asked = await buyer.post(
      '/api/v1/portal/video-requests',
      {},
      { headers: { 'idempotency-key': randomUUID() } },
    );
    const read = () => buyer.get(`/api/v1/portal/video-requests/${asked.id}`);
    await until('some of the video to have passed', () => line.passed > passedBefore + 60_000);
    line.cut();

    const ready = await until(
      'the video',
      async () => {
        const request = await read();
        assert.notEqual(request.state, 'failed');
        return request.state === 'ready' ? request : undefined;
      },
      { seconds: 150, every: 250 },
    );
    for (const file of ready.files) {
      const { body } = await buyer.send('GET', file.url);
      assert.equal(body.length, file.size_bytes);
      assert.equal(createHash('sha256').update(body).digest('hex'), file.sha256, file.name);
    }
  } finally {
    await line.close();
  }
});
