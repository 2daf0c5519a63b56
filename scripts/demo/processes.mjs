// Programs that the demonstration and the tests start, and ports for them.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import net from 'node:net';

const running = new Set();
// However this process ends, nothing that it started stays behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A program with its output in a log file. */
export class Program {
  /** `onLine` is called with every line of standard output. */
  constructor(name, file, args, { log, env = {}, onLine } = {}) {
    this.name = name;
    this.log = log;
    this.exit = undefined;
    this.child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    const output = createWriteStream(log, { flags: 'a' });
    this.child.stderr.pipe(output, { end: false });
    let rest = '';
    this.child.stdout.on('data', (bytes) => {
      output.write(bytes);
      const lines = (rest + bytes).split('\n');
      rest = lines.pop();
      if (onLine) lines.forEach(onLine);
    });
    this.ended = new Promise((resolve) => {
      const end = (how) => {
        if (this.exit) return;
        running.delete(this.child);
        this.exit = how;
        resolve(how);
      };
      this.child.on('error', (error) => end({ error: error.message }));
      this.child.on('close', (code, signal) => {
        output.end();
        end({ code, signal });
      });
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Throws when the program has ended: waiting for it is in vain. */
  check() {
    if (this.exit) throw new Error(`${this.name} ended (${JSON.stringify(this.exit)}); see ${this.log}`);
  }

  /** Sends the signal and resolves when the program has ended; kills it after `seconds`. */
  async stop(signal = 'SIGTERM', seconds = 30) {
    if (this.exit) return this.exit;
    this.child.kill(signal);
    const killer = setTimeout(() => this.child.kill('SIGKILL'), seconds * 1000);
    const exit = await this.ended;
    clearTimeout(killer);
    return exit;
  }
}

/** Whether a port of loopback is free. */
export function canListen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const given = new Set();
/**
 * A free port below the range that the kernel gives to outgoing connections (32768 and up on Linux), so that a service
 * that is killed finds its port again: nobody takes it in between.
 */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (!given.has(port) && (await canListen(port))) {
      given.add(port);
      return port;
    }
  }
}
