import { describe, expect, it } from 'vitest';
import type { Picture, VideoFile } from '../shared/api/names';
import { keptIn } from '../shared/kept';
import { offline } from '../shared/net/problem';
import { PhotoQueue, sentOf, stillSending, type Photo } from '../shared/photos/queue';
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
  const queue = new PhotoQueue(
    send,
    (all) => {
      seen = all;
    },
    [picture('old')],
    { make: () => `blob:${++made}`, drop: (url) => dropped.push(url) },
    limit,
  );
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
