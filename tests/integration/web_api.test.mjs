// The two real programs and a real camera, by API alone: an order is packed, the buyer files a claim, the desk gathers,
// decides, answers and closes, the buyer downloads the video; and whoever asks for what is not theirs gets nothing.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '../../scripts/demo/http.mjs';
import { people } from '../../scripts/demo/people.mjs';
import { freePort } from '../../scripts/demo/processes.mjs';
import { Site } from '../../scripts/demo/site.mjs';
import { pause, until } from '../../scripts/demo/waiting.mjs';
import { ApiAnswers } from '../support/api_answers.mjs';

const email = 'mary@lunchbox.example';
const camera = 'bench-1-top';
// A number that an address must carry encoded.
const number = 'SO 1/7';
const inPath = encodeURIComponent(number);

let site;
let desk;
let buyer;
let claim;
let session;

const orderBody = {
  buyer: { name: 'Mary Hill', email, language: 'en' },
  carrier: 'Northline',
  lines: [{ sku: 'KT-40', name: 'Kettle', quantity: 12 }],
  packages: [{ code: 'PKG-1' }],
};

/** The status and code of an answer that must not be a success. */
async function refused(asking) {
  try {
    await asking;
  } catch (error) {
    if (!error.response) throw error;
    return [error.status, error.response.json().code];
  }
  throw new assert.AssertionError({ message: 'it was taken' });
}

const claimPath = (rest = '') => `/api/v1/desk/claims/${claim}${rest}`;

/** Changes the claim with the ETag that it has now. */
async function change(method, rest, json) {
  const { headers } = await desk.send('GET', claimPath());
  return (await desk.send(method, claimPath(rest), { json, headers: { 'if-match': headers.etag } })).json();
}

/** Every answer of this walk, the refused ones too, is held against the documents of both services. */
const documents = { web: new ApiAnswers('web'), capture: new ApiAnswers('capture') };
const strange = [];
Client.onAnswer = (method, url, answer) => {
  try {
    (url.startsWith(site.captureUrl) ? documents.capture : documents.web).check(method, url, answer);
  } catch (error) {
    strange.push(error.message);
  }
};

before(async () => {
  site = new Site({
    data: mkdtempSync(path.join(os.tmpdir(), 'shipwitness-api-')),
    ports: { web: await freePort(), capture: await freePort(), rtsp: await freePort() },
    cameras: [{ id: camera, spec: 'bench-1/top,h264,640x360,10' }],
    stations: [{ id: 'bench-1', name: 'Bench 1', bench: 'bench-1', cameras: [camera] }],
    demonstration: { people, orders: [number] },
  });
  await site.start();
  desk = await site.staff(people[0].email, people[0].password);
});

after(() => site?.remove());

test('an order is told, packed on camera, and its session arrives with its footage judged', async () => {
  await site.machine().put(`/api/v1/orders/${inPath}`, orderBody);
  await until('capture to know the order', async () => {
    const metrics = (await site.machine().send('GET', '/metrics')).body.toString();
    return !/shipwitness_jobs\{kind="tell_capture"/.test(metrics);
  });
  // Footage of a session begins two seconds before its first scan: without them it would rightly be incomplete.
  await until('footage for the pre-roll', async () => {
    const { now, cameras } = await site.stationState('bench-1');
    return cameras.every(({ recording, since }) => recording && Date.parse(now) - Date.parse(since) > 4000);
  });
  const packer = site.packer('bench-1');
  const started = await packer.scan(number);
  assert.equal(started.message.code, 'started', JSON.stringify(started));
  assert.equal(started.station.session.known_order, true);
  await pause(3000);
  assert.equal((await packer.scan(number)).outcome, 'ended');
  // Complete, unless this machine was too busy for its own camera: then the gap is told, and that is right too.
  session = await until(
    'the judged session at web',
    async () => {
      const { sessions } = await desk.get(`/api/v1/desk/orders/${inPath}`);
      return sessions.find(({ complete, cameras }) => complete || cameras.some(({ gaps }) => gaps.length > 0));
    },
    { seconds: 90 },
  );
  assert.equal(session.order, number);
  assert.deepEqual(
    session.cameras.map((each) => each.camera),
    [camera],
  );
});

test('the buyer signs in and files a claim, once', async () => {
  buyer = await site.buyer(number, email);
  const body = {
    lines: [{ line: 1, kind: 'content', content_kind: 'shortage', quantity: 2, words: 'Two kettles are missing.' }],
    wish: { kind: 'send_again' },
    acceptance: { seal: 'intact', noted: 'clean', unpack: 'not_filmed' },
  };
  const headers = { 'idempotency-key': randomUUID() };
  const filed = await buyer.post('/api/v1/portal/claims', body, { headers });
  claim = filed.number;
  assert.equal((await buyer.post('/api/v1/portal/claims', body, { headers })).number, claim);
  assert.equal((await buyer.get('/api/v1/portal/order')).claims.length, 1);
});

test('the desk finds the claim with facts, a question and the clip beside it', async () => {
  const { items, counts } = await desk.get('/api/v1/desk/claims?view=due');
  assert.deepEqual([items[0].number, counts.open], [claim, 1]);
  const seen = await until(
    'the clip beside the claim',
    async () => {
      const found = await desk.get(claimPath());
      return found.video_requests.some(({ state }) => state === 'ready') && found;
    },
    { seconds: 90 },
  );
  const facts = Object.fromEntries(seen.lines[0].facts.map((fact) => [fact.name, fact]));
  assert.deepEqual([facts.seal.value, facts.seal.source], ['intact', 'buyer']);
  const video = session.complete ? [null, 'footage_to_view'] : ['none', 'footage_has_gap'];
  assert.deepEqual([facts.video.value, facts.video.words], video);
  assert.equal(seen.lines[0].proposal.outcome, 'open');
  const film = seen.video_requests[0].files.find(({ media_type }) => media_type === 'video/mp4');
  const answer = await desk.send('GET', film.url);
  assert.equal(createHash('sha256').update(answer.body).digest('hex'), film.sha256);
});

test('what an agent saw leads to a proposal with its row, and a stale colleague is told', async () => {
  const { headers } = await desk.send('GET', claimPath());
  const after = await change('PUT', '/lines/1/facts/video', { value: 'bad', words: 'Ten went in at 00:41' });
  assert.deepEqual([after.lines[0].proposal.party, after.lines[0].proposal.rows[0].row], ['supplier', 6]);
  const stale = desk.post(
    claimPath('/messages'),
    { stage: 'answer', words: 'x' },
    { headers: { 'if-match': headers.etag } },
  );
  assert.deepEqual(await refused(stale), [412, 'claim_changed']);
});

test('a decision, an answer and a closing letter end the claim', async () => {
  assert.deepEqual(await refused(change('POST', '/closing', { words: 'x' })), [409, 'lines_undecided']);
  assert.equal(
    (await refused(change('POST', '/lines/1/decision', { party: 'carrier' })))[1],
    'override_reason_missing',
  );
  const decided = await change('POST', '/lines/1/decision', { party: 'supplier' });
  assert.deepEqual([decided.state, decided.lines[0].decision.rows], ['decided', [6]]);
  await change('POST', '/messages', { stage: 'answer', words: 'Two kettles leave today.' });
  await change('POST', '/closing', { words: 'Two kettles are with you. Write to us if not.' });
  await until('the closed claim', async () => (await desk.get(claimPath())).state === 'closed');
  const { history, state } = await buyer.get(`/api/v1/portal/claims/${claim}`);
  assert.equal(state, 'closed');
  assert.match(JSON.stringify(history), /Two kettles leave today.*Two kettles are with you/);
  assert.ok(await site.letter(email, 'claim_closed'));
});

test('the buyer downloads the video, though web is killed while it is fetched', async () => {
  const { id } = await buyer.post('/api/v1/portal/video-requests', { claim });
  await site.web.stop('SIGKILL');
  await site.startWeb();
  const ready = await until(
    'the video',
    async () => {
      const request = await buyer.get(`/api/v1/portal/video-requests/${id}`);
      assert.notEqual(request.state, 'failed');
      return request.state === 'ready' && request;
    },
    { seconds: 90 },
  );
  const film = ready.files.find(({ media_type }) => media_type === 'video/mp4');
  const whole = await buyer.send('GET', film.url);
  assert.equal(whole.body.length, film.size_bytes);
  assert.equal(whole.body.subarray(4, 8).toString(), 'ftyp');
  const part = await buyer.send('GET', film.url, { headers: { range: 'bytes=100-199' } });
  assert.equal(part.status, 206);
  assert.ok(part.body.equals(whole.body.subarray(100, 200)));
  const manifest = await buyer.get(ready.files.find(({ name }) => name === 'manifest.json').url);
  assert.equal(manifest.order, number);
  assert.equal(manifest.clips[0].files[0].sha256, createHash('sha256').update(whole.body).digest('hex'));
  const { history } = await desk.get(claimPath());
  assert.ok(history.some(({ kind, data }) => kind === 'video_downloaded' && data.file === film.name));
});

test('nobody gets what is not theirs', async () => {
  await site
    .machine()
    .put('/api/v1/orders/SO-2', { ...orderBody, buyer: { ...orderBody.buyer, email: 'eve@else.example' } });
  const stranger = await site.buyer('SO-2', 'eve@else.example');
  const [request] = (await buyer.get('/api/v1/portal/order')).video_requests;
  assert.deepEqual(await refused(stranger.get(`/api/v1/portal/claims/${claim}`)), [404, 'claim_unknown']);
  assert.deepEqual(await refused(stranger.get(request.files[0].url)), [404, 'video_request_unknown']);
  assert.deepEqual(await refused(stranger.get(claimPath())), [401, 'unauthenticated']);
  assert.equal((await refused(site.clips().post('/api/v1/ingest/events', {})))[0], 404);
  assert.deepEqual(await refused(site.machine().post('/api/v1/ingest/events', {})), [401, 'unauthenticated']);
  const token = buyer.csrf;
  buyer.csrf = 'guessed';
  assert.deepEqual(await refused(buyer.post('/api/v1/portal/video-requests', {})), [403, 'csrf_token_wrong']);
  buyer.csrf = token;
});

test('a refusal waits for a second person, and a claim is taken and given back', async () => {
  const buyer2 = await site.buyer('SO-2', 'eve@else.example');
  const body = {
    lines: [{ line: 1, kind: 'content', content_kind: 'shortage', quantity: null, words: 'One is missing.' }],
    wish: { kind: 'refund' },
  };
  const filed = await buyer2.post('/api/v1/portal/claims', body, { headers: { 'idempotency-key': randomUUID() } });
  claim = filed.number;
  assert.equal((await change('POST', '/assignment', { assignee: 'me' })).assignee.name, people[0].name);
  assert.equal((await desk.get('/api/v1/desk/claims?view=mine')).items[0].number, claim);
  const waiting = await change('POST', '/messages', { stage: 'refusal', words: 'I am sorry. We offer a discount.' });
  assert.equal(waiting.pending_refusal.by.name, people[0].name);
  assert.deepEqual(await refused(change('POST', '/second-look', { verdict: 'confirm' })), [
    403,
    'second_person_needed',
  ]);
  const first = desk;
  desk = await site.staff(people[1].email, people[1].password);
  const sent = await change('POST', '/second-look', { verdict: 'confirm' });
  assert.equal(sent.history.findLast(({ kind }) => kind === 'answer_sent').data.confirmed_by.name, people[1].name);
  assert.equal((await desk.get('/api/v1/desk/claims?view=refusals')).items.length, 0);
  desk = first;
  assert.equal((await change('POST', '/assignment', { assignee: 'nobody' })).assignee, null);
});

test('lists are had page by page', async () => {
  const first = await desk.get('/api/v1/desk/claims?view=all&limit=1');
  assert.ok(first.next_cursor);
  const second = await desk.get(`/api/v1/desk/claims?view=all&limit=1&cursor=${first.next_cursor}`);
  assert.notEqual(first.items[0].number, second.items[0].number);
  assert.equal(second.next_cursor, null);
  for (const list of ['letters', 'orders', 'video-requests']) await desk.get(`/api/v1/desk/${list}?limit=1`);
  await site.machine().get('/api/v1/orders');
  await site.machine().get(`/api/v1/orders/${inPath}`);
  await buyer.get('/api/v1/portal/session');
  assert.equal((await new Client(site.webUrl).get('/api/v1/portal/company')).name, 'Nordkontor Supply');
});

test('every answer was as the documents say', () => {
  assert.deepEqual(strange, []);
  const { seen } = documents.web;
  assert.ok(seen.size > 30, `only ${[...seen].join(', ')}`);
});
