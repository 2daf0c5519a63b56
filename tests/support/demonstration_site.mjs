// The demonstration as tests and pictures use it: one that runs already, or one of their own on free ports.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { people } from '../../scripts/demo/people.mjs';
import { Client } from '../../scripts/demo/http.mjs';
import { freePort } from '../../scripts/demo/processes.mjs';
import { top } from '../../scripts/demo/places.mjs';
import { seed } from '../../scripts/demo/seed.mjs';
import { Site } from '../../scripts/demo/site.mjs';

const cameras = [
  { id: 'bench-1-top', spec: 'bench-1/top,h264,1280x720,15' },
  { id: 'bench-1-carton', spec: 'bench-1/carton,h265,640x360,10,carton' },
  { id: 'bench-2-top', spec: 'bench-2/top,h264,640x360,10' },
];
const stations = [
  { id: 'bench-1', name: 'Bench 1', bench: 'bench-1', cameras: ['bench-1-top', 'bench-1-carton'] },
  { id: 'bench-2', name: 'Bench 2', bench: 'bench-2', cameras: ['bench-2-top'] },
];

/** What a running demonstration tells about itself, in the shape that tests know from Site. */
class RunningSite {
  constructor(origin) {
    this.webUrl = origin.replace(/\/$/, '');
  }
  async start() {
    const { links } = await new Client(this.webUrl).get('/api/v1/demonstration');
    this.links = links;
    return this;
  }
  stationPage(id) {
    return this.links.find(({ url }) => url.includes(`/station/${id}#`)).url;
  }
  async remove() {
    // Somebody else's.
  }
}
for (const name of ['staff', 'buyer', 'letter']) RunningSite.prototype[name] = Site.prototype[name];

/** With all orders, people and claims of scripts/run. To be removed; one that ran already goes on. */
export async function demonstrationSite(origin) {
  if (origin) return new RunningSite(origin).start();
  const site = new Site({
    data: mkdtempSync(path.join(os.tmpdir(), 'shipwitness-site-')),
    pages: path.join(top, 'web/ui/dist'),
    ports: { web: await freePort(), capture: await freePort(), rtsp: await freePort() },
    cameras,
    stations,
    demonstration: { people, orders: ['SO-10481', 'SO-10482', 'SO-10484', 'SO-10487'] },
  });
  try {
    await site.start();
    await seed(site, (words) => console.log(words));
  } catch (error) {
    await site.remove();
    throw error;
  }
  return site;
}
