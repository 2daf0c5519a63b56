// The footage's disk takes seconds for each write. Packing goes on, and a service that is asked to stop ends all the same:
// it says what it waits for, gives up after a while, and tells what was lost by it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { top } from '../../scripts/demo/places.mjs';
import { until } from '../../scripts/demo/waiting.mjs';
import { deskOf, judgedSession } from '../support/packed.mjs';
import { sendOrder, siteTest } from '../support/test_site.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'shipwitness-slow-disk-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const library = path.join(folder, 'slow_disk.so');
const slowness = path.join(folder, 'milliseconds');
execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, path.join(top, 'tests/support/slow_disk.c'), '-ldl']);

/** Pictures that each camera has sent since capture started. */
async function pictures(site) {
  const response = await fetch(`${site.captureUrl}/metrics`);
  const text = await response.text();
  return [...text.matchAll(/^shipwitness_camera_packets_total\{[^}]*\} (\d+)$/gm)].map(([, count]) => Number(count));
}

siteTest(
  'a service on a disk of seconds per write stops when asked, and tells what it lost',
  { environment: { capture: { LD_PRELOAD: library, SLOW_DISK: slowness } } },
  async (site) => {
    await site.start();
    const order = await sendOrder(site);
    const packer = site.packer('bench-1');
    await packer.scan(order.number);

    writeFileSync(slowness, '6000');
    const before = await pictures(site);
    assert.equal(before.length, 2);
    await until('six seconds of pictures', async () => {
      const now = await pictures(site);
      return now.every((count, camera) => count >= before[camera] + 90);
    });
    assert.equal((await packer.scan('NOTE')).outcome, 'noted', 'scans do not wait for the disk of the footage');
    const { code } = await site.capture.stop('SIGTERM', 100);
    assert.equal(code, 0, 'it ended by itself');
    const log = readFileSync(site.file('logs/capture.log'), 'utf8');
    assert.match(log, /stopping waits for the disk, \d+ fragments are to be written within 15 s/);
    assert.match(log, /the disk is too slow, the last \d+ pictures were not written/);
    assert.match(log, /stopped\n/);

    writeFileSync(slowness, '0');
    await site.startCapture();
    await site.recording();
    await packer.scan('END');
    const session = await judgedSession(await deskOf(site), order.number);
    assert.equal(session.complete, false);
    for (const { camera, gaps } of session.cameras) {
      const reasons = gaps.map(({ reason }) => reason);
      assert.ok(reasons.includes('queue_overflow'), `${camera}: ${JSON.stringify(gaps)}`);
      assert.ok(reasons.includes('service_down'), `${camera}: ${JSON.stringify(gaps)}`);
    }
  },
);
