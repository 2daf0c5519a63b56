// A TCP proxy that stands between two parts of a site and makes the line between them slow, or cuts it.
import net from 'node:net';

export class Proxy {
  #server;
  #pairs = new Set();

  /** bytesPerSecond: from target to client; undefined: as fast as it goes. */
  static async to(target, { bytesPerSecond } = {}) {
    const self = new Proxy();
    self.target = target;
    self.bytesPerSecond = bytesPerSecond;
    self.passed = 0; // bytes from target to client, so far
    self.refuse = false;
    self.#server = net.createServer((client) => self.#connect(client));
    await new Promise((resolve) => self.#server.listen(0, '127.0.0.1', resolve));
    self.port = self.#server.address().port;
    return self;
  }

  #connect(client) {
    if (this.refuse) {
      client.destroy();
      return;
    }
    const server = net.connect(this.target, '127.0.0.1');
    const pair = { client, server };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const side of [client, server]) side.on('error', end).on('close', end);
    client.pipe(server);
    server.on('data', (bytes) => {
      this.passed += bytes.length;
      client.write(bytes);
      if (!this.bytesPerSecond) return;
      // The next bytes are read only when these would have gone through: the sender feels it by TCP itself.
      server.pause();
      setTimeout(() => server.resume(), (bytes.length / this.bytesPerSecond) * 1000);
    });
  }

  /** Cuts what is connected now. */
  cut() {
    for (const { client, server } of this.#pairs) {
      client.destroy();
      server.destroy();
    }
  }

  async close() {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
