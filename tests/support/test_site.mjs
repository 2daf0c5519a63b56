// A whole site for one test: small cameras, a folder of its own, free ports, released programs.
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { people } from '../../scripts/demo/people.mjs';
import { freePort } from '../../scripts/demo/processes.mjs';
import { top } from '../../scripts/demo/places.mjs';
import { Site } from '../../scripts/demo/site.mjs';

// A runner that gives up on a test asks it to end: then nothing that it started may stay.
process.on('SIGTERM', () => process.exit(143));

/** Two cameras over one bench; small and slow ones, because tests share two cores with everything else. */
export const testCameras = [
  { id: 'bench-1-top', spec: 'bench-1/top,h264,640x360,15' },
  { id: 'bench-1-carton', spec: 'bench-1/carton,h265,640x360,10,carton' },
];
export const testStations = [
  { id: 'bench-1', name: 'Bench 1', bench: 'bench-1', cameras: ['bench-1-top', 'bench-1-carton'] },
];

/** Not started yet. `changes` go into the plan (scripts/demo/site.mjs); a function gets the plan made so far. */
export async function testSite(changes = {}) {
  const plan = {
    data: mkdtempSync(path.join(os.tmpdir(), 'shipwitness-site-')),
    pages: path.join(top, 'web/ui/dist'),
    ports: { web: await freePort(), capture: await freePort(), rtsp: await freePort() },
    cameras: testCameras,
    stations: testStations,
    demonstration: { people, orders: [] },
  };
  return new Site({ ...plan, ...(typeof changes === 'function' ? changes(plan) : changes) });
}

let number = 0;
/** An order that a test may pack and complain about; each call another one. */
export function testOrder(changes = {}) {
  number += 1;
  const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
  return {
    number: `T-${1000 + number}`,
    status: 'open',
    buyer: { name: 'Lunch Box Ltd', email: `mary${number}@lunchbox.example`, language: 'en', phone: null },
    carrier: 'Nordline Express',
    incoterm: 'DAP',
    regime: 'cmr',
    handover_due_at: ago(-1),
    promised_at: ago(-2),
    ready_at: null,
    handed_over_at: null,
    delivered_at: null,
    lines: [
      { line: 1, sku: 'MG-03', name: 'Mug, stoneware', quantity: 24, unit: 'pcs' },
      { line: 2, sku: 'KT-17', name: 'Kettle, steel', quantity: 2, unit: 'pcs' },
    ],
    packages: [],
    ...changes,
  };
}

/** Tells web about the order; resolves to it. */
export async function sendOrder(site, order = testOrder()) {
  const { number: named, ...body } = order;
  await site.machine().put(`/api/v1/orders/${encodeURIComponent(named)}`, body);
  return order;
}

/** The last lines of every log of the site, for a test that failed. */
function logTails(site) {
  return readdirSync(site.file('logs'))
    .map((name) => `--- ${name}\n${readFileSync(site.file('logs', name), 'utf8').split('\n').slice(-25).join('\n')}`)
    .join('\n');
}

/** A test with a site of its own, removed afterwards. Its logs are shown when it fails. */
export function siteTest(name, changes, body, options = {}) {
  test(name, { timeout: 300_000, ...options }, async (context) => {
    const site = await testSite(changes);
    try {
      await body(site, context);
    } catch (error) {
      console.error(`${name}: the site's logs\n${logTails(site)}`);
      throw error;
    } finally {
      await site.remove();
    }
  });
}
