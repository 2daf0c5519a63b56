// A whole site on loopback: cameras, shipwitness-capture and shipwitness-web over one data folder. The demonstration
// and the tests of the whole flow use it; each part can be stopped, killed and started again on its port.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Cameras } from './cameras.mjs';
import { Client, request } from './http.mjs';
import { Packer } from './packer.mjs';
import { releasedPrograms } from './places.mjs';
import { Program } from './processes.mjs';
import { captureSettings, webSettings } from './settings.mjs';
import { until } from './waiting.mjs';

/** Tokens and keys of this data folder: made once, kept for the next start. */
function secretsIn(folder, stations) {
  const file = path.join(folder, 'secrets.json');
  const secrets = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const name of ['site', 'web', 'machine', ...stations.map((station) => `station:${station.id}`)]) {
    secrets[name] ??= randomBytes(24).toString('hex');
  }
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

export class Site {
  /**
   * plan:
   *   data      folder for everything, made when missing
   *   bin       folder of the programs
   *   ports     { web, capture, rtsp }
   *   cameras   [{ id, spec }]: capture's id and what shipwitness-demo-camera takes ("bench-1/top,h264,…")
   *   stations  [{ id, name, bench, cameras: [id] }]
   *   capture   changes to capture's settings (see settings.mjs), web: changes to web's
   *   captureUrlForWeb, webUrlForCapture   when something stands between them
   *   environment { capture, web, cameras }: variables of the programs
   */
  constructor(plan) {
    this.plan = { bin: releasedPrograms, environment: {}, ...plan };
    for (const folder of ['', 'config', 'logs', 'capture', 'web']) {
      mkdirSync(path.join(this.plan.data, folder), { recursive: true });
    }
    this.secrets = secretsIn(this.plan.data, this.plan.stations);
    this.captureUrl = `http://127.0.0.1:${this.plan.ports.capture}`;
    this.webUrl = `http://127.0.0.1:${this.plan.ports.web}`;
    this.writeSettings();
  }

  file(...parts) {
    return path.join(this.plan.data, ...parts);
  }

  writeSettings() {
    writeFileSync(this.file('config/capture.yaml'), captureSettings(this), { mode: 0o600 });
    writeFileSync(this.file('config/web.yaml'), webSettings(this), { mode: 0o600 });
  }

  #run(name, program, args, environment) {
    return new Program(name, path.join(this.plan.bin, program), args, {
      log: this.file('logs', `${name}.log`),
      env: environment,
    });
  }

  async startCameras() {
    const { bin, cameras, ports } = this.plan;
    this.cameras = await Cameras.start({
      bin,
      cameras: cameras.map((camera) => camera.spec),
      port: ports.rtsp,
      log: this.file('logs/cameras.log'),
    });
  }

  async startCapture({ ready = true } = {}) {
    this.capture = this.#run(
      'capture',
      'shipwitness-capture',
      ['--config', this.file('config/capture.yaml')],
      this.plan.environment.capture,
    );
    if (ready) await this.answering(this.capture, `${this.captureUrl}/healthz`);
  }

  async startWeb() {
    this.web = this.#run(
      'web',
      'shipwitness-web',
      ['--config', this.file('config/web.yaml')],
      this.plan.environment.web,
    );
    await this.answering(this.web, `${this.webUrl}/readyz`);
  }

  /** Waits until the program answers 200 at that address. */
  async answering(program, url) {
    await until(`${program.name} at ${url}`, async () => {
      program.check();
      return (await request(url, { timeout: 5000 })).status === 200;
    });
  }

  /**
   * Waits until every camera of every station records, and has done so for `forSeconds`: with more than the pre-roll, a
   * scan finds it filmed.
   */
  async recording({ forSeconds = 3 } = {}) {
    for (const station of this.plan.stations) {
      await until(`recording at ${station.id}`, async () => {
        const { now, cameras } = await this.stationState(station.id);
        return cameras.every(
          ({ recording, since }) => recording && Date.parse(now) - Date.parse(since) >= forSeconds * 1000,
        );
      });
    }
  }

  async start({ forSeconds } = {}) {
    await this.startCameras();
    await Promise.all([this.startCapture(), this.startWeb()]);
    await this.recording({ forSeconds });
    return this;
  }

  async stop() {
    await Promise.all([this.web, this.capture, this.cameras].map((part) => part?.stop()));
  }

  /** After a test: stop, and leave nothing. */
  async remove() {
    await this.stop();
    rmSync(this.plan.data, { recursive: true, force: true });
  }

  stationKey(id) {
    return this.secrets[`station:${id}`];
  }
  stationPage(id) {
    return `${this.captureUrl}/station/${id}#key=${this.stationKey(id)}`;
  }
  stationPages() {
    return this.plan.stations.map(({ id, name }) => ({ title: name, url: this.stationPage(id) }));
  }
  stationState(id) {
    return new Client(this.captureUrl, { token: this.stationKey(id) }).get(`/api/v1/stations/${id}`);
  }
  /** The company's own systems. */
  machine() {
    return new Client(this.webUrl, { token: this.secrets.machine });
  }
  /** web's rights at capture. */
  clips() {
    return new Client(this.captureUrl, { token: this.secrets.web });
  }
  packer(id, pace) {
    const station = this.plan.stations.find((each) => each.id === id);
    const { cameras, captureUrl } = this;
    return new Packer({
      capture: captureUrl,
      station: id,
      key: this.stationKey(id),
      cameras,
      bench: station.bench,
      pace,
    });
  }

  /** Somebody of the staff, signed in. */
  async staff(email, password) {
    const client = new Client(this.webUrl);
    const session = await client.post('/api/v1/desk/session', { email, password });
    client.csrf = session.csrf_token;
    return client;
  }

  /** The newest letter to an address, of a kind, as the demonstration's start page shows them. */
  async letter(to, kind, matching = () => true) {
    const { letters } = await new Client(this.webUrl).get('/api/v1/demonstration');
    return letters.find((letter) => letter.to === to && letter.kind === kind && matching(letter));
  }

  /** The buyer of an order, signed in with the code from their letter. */
  async buyer(order, email, language = 'en') {
    const client = new Client(this.webUrl);
    const before = await this.letter(email, 'sign_in');
    const asked = await client.post('/api/v1/portal/sign-in-requests', { order, email, language });
    const letter = await until(`the sign-in letter to ${email}`, async () => {
      const newest = await this.letter(email, 'sign_in');
      return newest && newest.id !== before?.id ? newest : undefined;
    });
    const code = new RegExp(`(?:^|\\D)(\\d{${asked.code_length}})(?:\\D|$)`, 'm').exec(letter.text)?.[1];
    if (!code) throw new Error(`no code of ${asked.code_length} digits in the letter to ${email}`);
    const session = await client.post('/api/v1/portal/session', { order, email, code, challenge: asked.challenge });
    client.csrf = session.csrf_token;
    return client;
  }
}
