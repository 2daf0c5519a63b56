import { describe, expect, it } from 'vitest';
import type { Picture, VideoFile } from '../shared/api/names';
import { keptIn } from '../shared/kept';
import { offline } from '../shared/net/problem';
import { PhotoQueue, sentOf, stillSending, type Photo, type Send } from '../shared/photos/queue';
import { thrifty } from '../shared/photos/thrift';
import { playable, playableFirst } from '../shared/pieces/Film';
import { match } from '../shared/router';
import { stationOf } from '../station/key';

const picture = (id: string): Picture => ({ id, url: `/p/${id}`, width: 4, height: 3, size_bytes: 10 });
const settled = async () => {
  for (let turn = 0; turn < 50; ++turn) {
    await Promise.resolve();
  }
};

function queueThat(send: ConstructorParameters<typeof PhotoQueue>[0], limit = 10) {
  const dropped: string[] = [];
  let seen: readonly Photo[] = [];
  let made = 0;
  const previews = { make: () => `blob:${++made}`, drop: (url: string) => dropped.push(url) };
  const queue = new PhotoQueue(send, [picture('old')], previews, limit);
  queue.listen((all) => {
    seen = all;
  });
  return { queue, dropped, seen: () => seen };
}

describe('PhotoQueue', () => {
  it('sends one after another and keeps what was sent before', async () => {
    let running = 0;
    let most = 0;
    let n = 0;
    const { queue, seen } = queueThat(async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      --running;
      return picture(`new-${++n}`);
    });
    queue.add([new Blob(), new Blob()]);
    expect(stillSending(seen())).toBe(true);
    await settled();
    expect(most).toBe(1);
    expect(sentOf(seen()).map((one) => one.id)).toEqual(['old', 'new-1', 'new-2']);
    expect(stillSending(seen())).toBe(false);
  });

  // A claim with the same photograph chosen twice was refused, and nothing on the page could mend that.
  it('keeps a photograph once that was chosen twice', async () => {
    const { queue, seen, dropped } = queueThat(() => Promise.resolve(picture('same')));
    queue.add([new Blob(), new Blob()]);
    await settled();
    expect(sentOf(seen()).map((one) => one.id)).toEqual(['old', 'same']);
    expect(dropped).toEqual(['blob:2']);
  });

  it('goes on after one that failed, and sends that one again when asked', async () => {
    let tries = 0;
    const { queue, seen } = queueThat(() =>
      ++tries === 1 ? Promise.reject(offline()) : Promise.resolve(picture(`p${tries}`)),
    );
    queue.add([new Blob(), new Blob()]);
    await settled();
    expect(seen().map((one) => one.state.is)).toEqual(['sent', 'failed', 'sent']);
    queue.retry(seen()[1]?.key ?? -1);
    await settled();
    expect(seen().map((one) => one.state.is)).toEqual(['sent', 'sent', 'sent']);
  });

  it('takes as many as there is room for and says how many were left out', () => {
    const { queue, seen } = queueThat(() => new Promise(() => undefined), 3);
    expect(queue.add([new Blob(), new Blob(), new Blob()])).toBe(1);
    expect(seen()).toHaveLength(3);
  });

  it('removes a picture that is on its way, stops it, and goes on with the next', async () => {
    const aborted: boolean[] = [];
    let n = 0;
    const { queue, seen, dropped } = queueThat((_file, _progress, signal) => {
      const first = ++n === 1;
      return first
        ? new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted.push(true);
              reject(new Error('stopped'));
            });
          })
        : Promise.resolve(picture('second'));
    });
    queue.add([new Blob(), new Blob()]);
    await settled();
    queue.remove(seen()[1]?.key ?? -1);
    await settled();
    expect(aborted).toEqual([true]);
    expect(dropped).toEqual(['blob:1']);
    expect(sentOf(seen()).map((one) => one.id)).toEqual(['old', 'second']);
  });
});

describe('a photograph on a thin line', () => {
  const whole = new Blob([new Uint8Array(4_000_000)]);
  const small = new Blob([new Uint8Array(900_000)]);
  const bytesPerSecond = (speed: number, reduce = () => Promise.resolve(small)) => {
    let clock = 0;
    const sent: number[] = [];
    const send: Send = async (file, onProgress, signal) => {
      for (let gone = 0; gone < file.size; gone += speed) {
        clock += 1000;
        onProgress(Math.min(1, (gone + speed) / file.size));
        await settled();
        if (signal.aborted) {
          throw new Error('stopped');
        }
      }
      sent.push(file.size);
      return picture('p');
    };
    const abort = new AbortController();
    return {
      doing: thrifty(send, reduce, () => clock)(whole, () => undefined, abort.signal),
      sent,
      abort,
      now: () => clock,
    };
  };

  it('goes as a smaller copy once the line has shown how thin it is', async () => {
    const { doing, sent, now } = bytesPerSecond(50_000);
    expect((await doing).id).toBe('p');
    expect(sent).toEqual([small.size]);
    expect(now()).toBeLessThan(25_000);
  });

  it('goes whole where that takes no long time', async () => {
    const { doing, sent } = bytesPerSecond(400_000);
    await doing;
    expect(sent).toEqual([whole.size]);
  });

  it('goes whole where the copy would not be quicker', async () => {
    const { doing, sent } = bytesPerSecond(50_000, () => Promise.resolve(whole));
    await doing;
    expect(sent).toEqual([whole.size]);
  });

  it('is not sent at all when the person took it away', async () => {
    const { doing, sent, abort } = bytesPerSecond(50_000, () => new Promise(() => undefined));
    abort.abort();
    await expect(doing).rejects.toThrow('stopped');
    expect(sent).toEqual([]);
  });
});

describe('a video', () => {
  it('in H.265 is offered as a file when the browser does not show it', () => {
    expect(playable('hevc', () => '')).toBe(false);
    expect(playable('h265', () => '')).toBe(false);
    expect(playable('hevc', () => 'probably')).toBe(true);
    expect(playable('h264', () => '')).toBe(true);
  });

  it('that plays comes before one that may not', () => {
    const film = (name: string, codec: string | null, media_type = 'video/mp4') =>
      ({ name, codec, media_type }) as VideoFile;
    const files = [
      film('1-carton', 'h265'),
      film('1-top', 'h264'),
      film('2-top', 'h264'),
      film('manifest', null, 'application/json'),
    ];
    const names = (can: string) => playableFirst(files, () => can).map((file) => file.name);
    expect(names('')).toEqual(['1-top', '2-top', '1-carton']);
    expect(names('probably')).toEqual(['1-top', '2-top', '1-carton']);
  });
});

describe('what the browser keeps', () => {
  it('is nothing in a private window, and no reason to fail', () => {
    const kept = keptIn(() => {
      throw new Error('denied');
    });
    expect(kept.read('a')).toBeNull();
    expect(kept.write('a', 'b')).toBe(false);
    expect(() => kept.remove('a')).not.toThrow();
  });
});

describe('addresses', () => {
  it('match their patterns', () => {
    expect(match('claims/{number}', 'claims/C-7K3M-92QX')).toEqual({ number: 'C-7K3M-92QX' });
    expect(match('orders/{number}', 'orders/A%2F1')).toEqual({ number: 'A/1' });
    expect(match('orders/{number}', 'orders/100%25')).toEqual({ number: '100%' });
    expect(match('claims/{number}', 'claims')).toBeNull();
    expect(match('', '')).toEqual({});
  });

  it('name a station, and a file beside the page is none', () => {
    expect(stationOf('/station/bench-1')).toBe('bench-1');
    expect(stationOf('/station/bench-1/')).toBe('bench-1');
    expect(stationOf('/station/codes.html')).toBeNull();
    expect(stationOf('/station/')).toBeNull();
  });
});
