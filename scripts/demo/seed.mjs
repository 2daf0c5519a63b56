// What makes the demonstration look lived in: orders by REST and by CSV, packed on camera, and claims in every state,
// all through the same API that everybody else uses.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { byRest, demonstrationOrders } from './orders.mjs';
import { people } from './people.mjs';
import { photograph } from './photographs.mjs';
import { stories } from './stories.mjs';
import { pause, until } from './waiting.mjs';

const columns = [
  'order_number',
  'status',
  'buyer_name',
  'buyer_email',
  'buyer_language',
  'buyer_phone',
  'carrier',
  'incoterm',
  'regime',
  'handover_due_at',
  'promised_at',
  'line',
  'sku',
  'name',
  'quantity',
  'unit',
];

function field(value) {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Orders as the CSV file that POST /orders/import takes (docs/orders.md): a row for each line of an order. */
export function toCsv(orders) {
  const rows = orders.flatMap((order) =>
    order.lines.map((line) => ({
      ...order,
      ...line,
      order_number: order.number,
      buyer_name: order.buyer.name,
      buyer_email: order.buyer.email,
      buyer_language: order.buyer.language,
      buyer_phone: order.buyer.phone,
    })),
  );
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.map(field).join(','))
    .join('\r\n');
}

export function orderBody({ number: _number, ...body }) {
  return body;
}

export async function sendOrders(machine, orders) {
  for (const order of orders.slice(0, byRest)) await machine.put(`/api/v1/orders/${order.number}`, orderBody(order));
  const rest = orders.slice(byRest);
  if (!rest.length) return;
  const sent = await machine.send('POST', '/api/v1/orders/import', {
    body: toCsv(rest),
    headers: { 'content-type': 'text/csv' },
  });
  const report = sent.json();
  if (report.errors.length) throw new Error(`the demonstration's own CSV has faults: ${JSON.stringify(report.errors)}`);
}

/** The session of an order as web knows it, complete or not, once capture has judged its footage. */
async function deliveredSession(desk, number) {
  return until(
    `the packing session of ${number} at web`,
    async () => {
      const { sessions } = await desk.get(`/api/v1/desk/orders/${encodeURIComponent(number)}`);
      return sessions.find(
        (session) => session.ended_at && (session.complete || session.cameras.some((camera) => camera.gaps.length)),
      );
    },
    { seconds: 120, every: 500 },
  );
}

async function uploadPicture(buyer, file) {
  const sent = await buyer.send('POST', '/api/v1/portal/pictures', {
    body: readFileSync(file),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return sent.json().id;
}

async function fileClaim(site, order, story) {
  const buyer = await site.buyer(order.number, order.buyer.email, order.buyer.language);
  const lines = [];
  for (const { picture, ...line } of story.claim.lines) {
    const file = picture && (await photograph(site, picture, order.number));
    lines.push({ ...line, pictures: file ? [await uploadPicture(buyer, file)] : [] });
  }
  const acceptance = story.claim.acceptance && { ...story.claim.acceptance, ...times(order, story) };
  const claim = await buyer.post(
    '/api/v1/portal/claims',
    { ...story.claim, lines, acceptance },
    {
      headers: { 'idempotency-key': randomUUID() },
    },
  );
  return { buyer, number: claim.number };
}

function times(order, story) {
  if (story.undelivered) return {};
  return { delivered_at: order.delivered_at, noticed_at: order.delivered_at };
}

/** What an agent does to a claim, each step on the newest version of it. */
export class DeskWork {
  constructor(client, claim) {
    this.client = client;
    this.path = `/api/v1/desk/claims/${claim}`;
  }
  async #change(method, path, json) {
    const seen = await this.client.send('GET', this.path);
    const headers = { 'if-match': seen.headers.etag, 'idempotency-key': randomUUID() };
    return (await this.client.send(method, this.path + path, { json, headers })).json();
  }
  read() {
    return this.client.get(this.path);
  }
  fact(line, fact, value, words = null) {
    return this.#change('PUT', `/lines/${line}/facts/${fact}`, { value, words });
  }
  decide(line, party, override_reason = null) {
    return this.#change('POST', `/lines/${line}/decision`, { party, override_reason });
  }
  answer(stage, words) {
    return this.#change('POST', '/messages', { stage, words });
  }
  note(words) {
    return this.#change('POST', '/notes', { words });
  }
  wait(whom) {
    return this.#change('POST', '/waiting', { for: whom });
  }
  close(words) {
    return this.#change('POST', '/closing', { words });
  }
}

/** Packs the orders of the stories at all benches at once; one of them while a camera is away. */
async function packOrders(site, orders, say) {
  const waiting = orders.filter((order) => stories[order.number]);
  const atBench = async (station) => {
    const packer = site.packer(station.id, 0.3);
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      say(`packing ${order.number} at ${station.name}`);
      const lost =
        stories[order.number].cameraLost &&
        site.plan.cameras.find(({ id }) => id === station.cameras[0]).spec.split(',')[0];
      await packer.pack(order.number, {
        articles: 4,
        trouble: async (step) => {
          if (lost && step === 'scan') {
            // The order before still has its post-roll.
            await pause(3000);
            await site.cameras.command(`down ${lost}`);
          }
          if (lost && step === 'label') await site.cameras.command(`up ${lost}`);
        },
      });
      const now = new Date();
      order.ready_at = now.toISOString();
      // The scanner must not take the next order for a second reading of this one.
      await pause(300);
    }
  };
  await Promise.all(site.plan.stations.map(atBench));
}

/** Fills an empty site. `say` is told what is being done. */
export async function seed(site, say) {
  const orders = demonstrationOrders(Date.now());
  say(`sending ${orders.length} orders: ${byRest} by REST, the rest by CSV`);
  await sendOrders(site.machine(), orders);
  await packOrders(site, orders, say);
  const staff = {};
  for (const { email, password } of people) staff[email.split('@')[0]] = await site.staff(email, password);
  for (const order of orders) {
    const story = stories[order.number];
    if (!story) continue;
    await deliveredSession(staff.anna, order.number);
    // Taken over by the carrier right after packing: the film shows what was before, not after.
    const now = new Date().toISOString();
    const moved = { ...order, handed_over_at: now, delivered_at: story.undelivered ? null : now };
    await site.machine().put(`/api/v1/orders/${order.number}`, orderBody(moved));
    say(`claim about ${order.number}: ${story.shows}`);
    const { buyer, number } = await fileClaim(site, moved, story);
    await story.then?.({ site, buyer, claim: number, desk: (name) => new DeskWork(staff[name], number) });
  }
}
