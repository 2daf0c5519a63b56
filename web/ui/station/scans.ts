import type { ScanAnswer } from '../shared/api/names';
import { asProblem, type Problem } from '../shared/net/problem';

export interface Scan {
  code: string;
  scan_id: string;
}

export interface ScanQueueSettings {
  send: (scan: Scan) => Promise<ScanAnswer>;
  onAnswer: (answer: ScanAnswer) => void;
  /** Not accepted, and not tried any more: the packer has to scan again. */
  onRefused: (scan: Scan, problem: Problem) => void;
  /** How many wait because the line is down. */
  onWaiting: (count: number) => void;
  now: () => number;
  pause: (milliseconds: number) => Promise<void>;
  newId: () => string;
  /** A scan older than this would start or end a session at a wrong time, so it is given up, loudly. */
  patienceMs?: number;
}

/** Sends scans one after another, in their order. A scan keeps its id when it is sent again, so it counts once. */
export class ScanQueue {
  private waiting: { scan: Scan; at: number }[] = [];
  private busy = false;

  constructor(private readonly settings: ScanQueueSettings) {}

  add(code: string): void {
    this.waiting.push({ scan: { code, scan_id: this.settings.newId() }, at: this.settings.now() });
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      await this.deliver(first);
      this.waiting.shift();
    }
    this.settings.onWaiting(0);
    this.busy = false;
  }

  private async deliver(entry: { scan: Scan; at: number }): Promise<void> {
    const { settings } = this;
    for (let pause = 250; ; pause = Math.min(pause * 2, 2000)) {
      let answer: ScanAnswer;
      try {
        answer = await settings.send(entry.scan);
      } catch (error) {
        const problem = asProblem(error);
        const late = settings.now() - entry.at >= (settings.patienceMs ?? 30_000);
        if (late || !(problem.passing || problem.status >= 500)) {
          settings.onRefused(entry.scan, problem);
          return;
        }
        settings.onWaiting(this.waiting.length);
        await settings.pause(pause);
        continue;
      }
      settings.onAnswer(answer);
      return;
    }
  }
}
