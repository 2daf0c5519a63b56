// A scripted packer: scans orders through the station API as a scanner would, and moves what the cameras see.
import { randomUUID } from 'node:crypto';
import { Client } from './http.mjs';
import { pause } from './waiting.mjs';

export class Packer {
  /** `pace` 1 is a brisk packer (about 25 s an order); 0.2 is five times as quick. */
  constructor({ capture, station, key, cameras, bench, pace = 1 }) {
    Object.assign(this, { station, cameras, bench, pace });
    this.api = new Client(capture, { token: key });
  }

  /** One reading of the scanner. Resolves to capture's answer. */
  scan(code) {
    return this.api.post(`/api/v1/stations/${this.station}/scans`, { code, scan_id: randomUUID(), source: 'scanner' });
  }

  #wait(seconds) {
    return pause(seconds * 1000 * this.pace);
  }

  #show(order, step, packed, articles) {
    return this.cameras.scene(this.bench, order, step, packed, articles);
  }

  /** Packs one order from scan to scan. `trouble(step)` is called at each step, for what goes wrong on purpose. */
  async pack(order, { articles = 4, trouble = async () => {} } = {}) {
    const count = Math.min(articles, 9);
    await this.#show(order, 'scan', 0, count);
    await this.#wait(1.5);
    const started = await this.scan(order);
    await trouble('scan', started);
    await this.#wait(1.2);
    for (let packed = 0; packed < count; packed += 1) {
      await this.#show(order, 'pack', packed, count);
      await trouble('pack');
      await this.#wait(2.2);
    }
    for (const [step, seconds] of [
      ['fill', 2.5],
      ['close', 2],
      ['tape', 3],
      ['label', 2.5],
      ['done', 1],
    ]) {
      await this.#show(order, step, count, count);
      await trouble(step);
      await this.#wait(seconds);
    }
    const ended = await this.scan(order);
    await this.#wait(1.5);
    await this.#show('', 'idle', 0, 4);
    return { started, ended };
  }
}
