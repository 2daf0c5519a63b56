// The cameras' process and its control connection (docs/demonstration.md).
import net from 'node:net';
import { Program } from './processes.mjs';
import { until } from './waiting.mjs';

export class Cameras {
  #control;

  /** `cameras` as the program's --camera takes them. Resolves when they can be watched. */
  static async start({ bin, cameras, port, log }) {
    const self = new Cameras();
    const ready = [];
    const args = ['--with-parent', '--port', String(port), ...cameras.flatMap((camera) => ['--camera', camera])];
    self.program = new Program('cameras', `${bin}/shipwitness-demo-camera`, args, {
      log,
      onLine: (line) => {
        if (line.startsWith('control ')) self.#control = Number(line.split(':').pop());
        if (line.startsWith('ready ')) ready.push(line);
      },
    });
    self.port = port;
    await until('the cameras', () => (self.program.check(), ready.length === cameras.length));
    return self;
  }

  url(name) {
    return `rtsp://127.0.0.1:${this.port}/${name}`;
  }

  /** Sends one command; resolves to what follows "ok", rejects with what follows "error". */
  command(line) {
    return new Promise((resolve, reject) => {
      const connection = net.connect(this.#control, '127.0.0.1', () => connection.write(`${line}\n`));
      let answer = '';
      connection.setTimeout(30_000, () => connection.destroy(new Error(`cameras do not answer to "${line}"`)));
      connection.on('error', reject);
      connection.on('data', (bytes) => {
        answer += bytes;
        if (!answer.endsWith('\n')) return;
        connection.destroy();
        if (answer.startsWith('ok')) resolve(answer.slice(2).trim());
        else reject(new Error(`cameras: "${line}": ${answer.trim()}`));
      });
    });
  }

  /** Shows an order's step at a bench. */
  scene(bench, order, step, packed = 0, articles = 4) {
    return this.command(`scene ${bench} ${order || '-'} ${step} ${packed}/${articles}`);
  }

  stop() {
    return this.program.stop();
  }
}
