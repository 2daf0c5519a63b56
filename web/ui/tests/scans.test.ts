import { describe, expect, it } from 'vitest';
import type { ScanAnswer } from '../shared/api/names';
import { Problem, offline } from '../shared/net/problem';
import { ScanQueue, type Scan } from '../station/scans';

const answer = { outcome: 'started' } as ScanAnswer;

function bench(replies: (ScanAnswer | Problem)[]) {
  const sent: Scan[] = [];
  const answers: ScanAnswer[] = [];
  const refused: string[] = [];
  const waiting: number[] = [];
  let clock = 0;
  let ids = 0;
  const queue = new ScanQueue({
    send: (scan) => {
      sent.push(scan);
      const reply = replies.shift() ?? answer;
      return reply instanceof Problem ? Promise.reject(reply) : Promise.resolve(reply);
    },
    onAnswer: (one) => answers.push(one),
    onRefused: (scan) => refused.push(scan.code),
    onWaiting: (count) => waiting.push(count),
    now: () => clock,
    pause: (milliseconds) => {
      clock += milliseconds;
      return Promise.resolve();
    },
    newId: () => `id-${++ids}`,
  });
  const settled = async () => {
    for (let turn = 0; turn < 200; ++turn) {
      await Promise.resolve();
    }
  };
  return { queue, sent, answers, refused, waiting, settled };
}

describe('ScanQueue', () => {
  it('sends scans in their order, each with its own id', async () => {
    const { queue, sent, answers, settled } = bench([]);
    queue.add('A');
    queue.add('B');
    await settled();
    expect(sent).toEqual([
      { code: 'A', scan_id: 'id-1' },
      { code: 'B', scan_id: 'id-2' },
    ]);
    expect(answers).toHaveLength(2);
  });

  it('repeats a scan with the same id when the line hiccups, and lets nothing overtake it', async () => {
    const { queue, sent, refused, waiting, settled } = bench([offline(), new Problem(503, 'overloaded', '')]);
    queue.add('A');
    queue.add('B');
    await settled();
    expect(sent.map((scan) => scan.scan_id)).toEqual(['id-1', 'id-1', 'id-1', 'id-2']);
    expect(refused).toEqual([]);
    expect(Math.max(...waiting)).toBe(2);
    expect(waiting.at(-1)).toBe(0);
  });

  it('does not repeat what was refused', async () => {
    const { queue, sent, refused, settled } = bench([new Problem(409, 'scan_id_reused', '')]);
    queue.add('A');
    await settled();
    expect(sent).toHaveLength(1);
    expect(refused).toEqual(['A']);
  });

  it('gives a scan up when it is too old to mean the moment it was made', async () => {
    const { queue, refused, settled } = bench(Array.from({ length: 100 }, offline));
    queue.add('A');
    await settled();
    expect(refused).toEqual(['A']);
  });
});
