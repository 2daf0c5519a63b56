// The demonstration: a whole site on loopback with cameras, orders, claims and a packer, until Ctrl-C.
// Started by scripts/run when everything is built. Data stays in var/demo; remove that folder to begin anew.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { furtherOrder } from './orders.mjs';
import { people } from './people.mjs';
import { canListen } from './processes.mjs';
import { orderBody, seed } from './seed.mjs';
import { top } from './places.mjs';
import { Site } from './site.mjs';
import { pause } from './waiting.mjs';

const begun = Date.now();
const say = (words) => console.log(`[${String(Math.round((Date.now() - begun) / 1000)).padStart(3)} s] ${words}`);

const ports = { web: 8480, capture: 8481, rtsp: 8554 };
const cameras = [
  { id: 'bench-1-top', spec: 'bench-1/top,h264,1920x1080,25' },
  { id: 'bench-1-carton', spec: 'bench-1/carton,h265,1280x720,15,carton' },
  { id: 'bench-2-top', spec: 'bench-2/top,h264,1280x720,15' },
];
const stations = [
  { id: 'bench-1', name: 'Bench 1', bench: 'bench-1', cameras: ['bench-1-top', 'bench-1-carton'] },
  { id: 'bench-2', name: 'Bench 2', bench: 'bench-2', cameras: ['bench-2-top'] },
];

/** Bench 2 goes on packing what the shop sells; bench 1 is left to the visitor. */
async function keepPacking(site, isOver) {
  const machine = site.machine();
  const packer = site.packer('bench-2', 1);
  for (let count = Math.floor(Date.now() / 60_000) % 100_000; !isOver(); count += 1) {
    const order = furtherOrder(Date.now(), count);
    try {
      await machine.put(`/api/v1/orders/${order.number}`, orderBody(order));
      await packer.pack(order.number, { articles: 3 + (count % 4) });
    } catch (error) {
      if (!isOver()) say(`the packer at bench 2 could not pack ${order.number}: ${error.message}`);
    }
    await pause(20_000);
  }
}

function printAddresses(site) {
  const people_ = people.map(({ email, password, role }) => `    ${email.padEnd(28)} ${password.padEnd(20)} ${role}`);
  console.log(`
  Shipwitness is ready, on this machine only.

    Start here      ${site.webUrl}/start/        letters, people, links
    Buyers          ${site.webUrl}/
    Claims desk     ${site.webUrl}/desk/
${site.plan.stations.map((station) => `    ${station.name.padEnd(15)} ${site.stationPage(station.id)}`).join('\n')}

  At the desk (e-mail, password, role):
${people_.join('\n')}

  As a buyer: order SO-10481, mary@lunchbox.example; the code is in the letter on the start page.
  Pack an order yourself: open Bench 1, type SO-10491 and Enter as a scanner does, and the same again to end.
  Ctrl-C ends everything. Data: ${site.plan.data}
`);
}

/** Tells one state of the schema files from another. */
function schemaOf(folders) {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of readdirSync(path.join(top, folder)).sort()) {
      if (file.endsWith('.sql')) hash.update(file).update(readFileSync(path.join(top, folder, file)));
    }
  }
  return hash.digest('hex');
}

/** Says which port somebody else has, before anything is started. */
async function checkPorts() {
  for (const [name, port] of Object.entries(ports)) {
    if (await canListen(port)) continue;
    console.error(`Port ${port} (${name}) of 127.0.0.1 is taken. Does another demonstration run? End it first.`);
    process.exit(1);
  }
}

async function main() {
  await checkPorts();
  const data = path.join(top, 'var/demo');
  const filled = path.join(data, 'filled');
  // A first start that was interrupted left half a demonstration; one of an earlier state of the schema cannot be read.
  const shape = schemaOf(['web/server/schema', 'capture/schema']);
  if (!existsSync(filled) || !readFileSync(filled, 'utf8').includes(shape)) {
    if (existsSync(filled)) say('the demonstration in var/demo is of another version: beginning anew');
    rmSync(data, { recursive: true, force: true });
  }
  const site = new Site({
    data,
    pages: path.join(top, 'web/ui/dist'),
    ports,
    cameras,
    stations,
    demonstration: { people, orders: ['SO-10481', 'SO-10482', 'SO-10484', 'SO-10487'] },
  });
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    say('stopping');
    await site.stop();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  say('starting cameras, capture and web');
  try {
    await site.start({ forSeconds: 0 });
    for (const part of [site.cameras.program, site.capture, site.web]) {
      part.ended.then((how) => {
        if (over) return;
        say(`${part.name} ended (${JSON.stringify(how)}); see ${part.log}`);
        end();
      });
    }
    if (!existsSync(filled)) {
      say('first start: filling the site with orders, packing and claims (about a minute)');
      await site.recording();
      await seed(site, say);
      writeFileSync(filled, `${new Date().toISOString()} ${shape}\n`);
    }
    printAddresses(site);
    await keepPacking(site, () => over);
  } catch (error) {
    if (over) return;
    over = true;
    say(error.message);
    await site.stop();
    process.exit(1);
  }
}

await main();
