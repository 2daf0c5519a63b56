// The footage's disk runs full: recording stops before the last byte, says so, and goes on when there is room again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../../scripts/demo/waiting.mjs';
import { deskOf, judgedSession } from '../support/packed.mjs';
import { sendOrder, siteTest } from '../support/test_site.mjs';

const MB = 1_000_000;

/** A small disk of its own, or undefined when this machine lets us have none. */
function smallDisk() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shipwitness-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const disk = smallDisk();
process.on('exit', () => {
  if (!disk) return;
  execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

function freeBytes() {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
}

siteTest(
  'a full disk stops the film, not the packing, and the session tells it',
  { data: disk && path.join(disk, 'site'), capture: { recording: { free_space_floor: '40MB' } } },
  async (site) => {
    await site.start();
    const order = await sendOrder(site);
    const packer = site.packer('bench-1');
    await packer.scan(order.number);

    const ballast = path.join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(freeBytes() - 30 * MB));
    const full = await until('the station to say that the disk is full', async () => {
      const state = await site.stationState('bench-1');
      return state.cameras.every(({ recording, reason }) => !recording && reason === 'disk_full') ? state : undefined;
    });
    assert.equal(full.recording, false);
    const noted = await packer.scan('NOTE');
    assert.equal(noted.outcome, 'noted', 'scans are taken while the disk is full');
    assert.ok(freeBytes() > 10 * MB, 'room is left for the database');

    rmSync(ballast);
    await site.recording();
    await packer.scan('END');
    const session = await judgedSession(await deskOf(site), order.number);
    assert.equal(session.complete, false);
    for (const { camera, gaps } of session.cameras) {
      assert.ok(
        gaps.some(({ reason }) => reason === 'disk_full'),
        `${camera}: ${JSON.stringify(gaps)}`,
      );
    }
  },
  { skip: disk ? false : 'needs root (a tmpfs is mounted)' },
);
