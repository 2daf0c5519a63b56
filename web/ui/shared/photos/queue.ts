import type { Picture } from '../api/names';
import { asProblem, type Problem } from '../net/problem';

export type PhotoState =
  | { is: 'waiting' }
  | { is: 'sending'; share: number }
  | { is: 'sent'; picture: Picture }
  | { is: 'failed'; problem: Problem };

export interface Photo {
  key: number;
  /** Shown while it is on its way; none for pictures that an earlier visit sent. */
  preview: string | null;
  state: PhotoState;
}

export type Send = (file: Blob, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Picture>;

export interface Previews {
  make(file: Blob): string;
  drop(url: string): void;
}

/**
 * Photographs on their way: one at a time, because a phone beside a truck has a thin line and the first one should arrive
 * whole before the second begins. A failed one waits for the person; the others go on.
 */
export class PhotoQueue {
  private photos: Photo[];
  private readonly files = new Map<number, Blob>();
  private readonly aborts = new Map<number, AbortController>();
  private readonly listeners = new Set<(photos: readonly Photo[]) => void>();
  private nextKey = 0;
  private busy = false;

  constructor(
    private readonly send: Send,
    sent: readonly Picture[],
    private readonly previews: Previews,
    readonly limit = 10,
  ) {
    this.photos = sent.map((picture) => ({ key: this.nextKey++, preview: null, state: { is: 'sent', picture } }));
  }

  get all(): readonly Photo[] {
    return this.photos;
  }

  /** Hears of every change until the function given back is called. */
  listen(hear: (photos: readonly Photo[]) => void): () => void {
    this.listeners.add(hear);
    return () => void this.listeners.delete(hear);
  }

  get room(): number {
    return Math.max(0, this.limit - this.photos.length);
  }

  /** Takes as many as there is room for; says how many were left out. */
  add(files: readonly Blob[]): number {
    const taken = files.slice(0, this.room);
    for (const file of taken) {
      const key = this.nextKey++;
      this.files.set(key, file);
      this.photos = [...this.photos, { key, preview: this.previews.make(file), state: { is: 'waiting' } }];
    }
    this.tell();
    void this.work();
    return files.length - taken.length;
  }

  retry(key: number): void {
    this.set(key, { is: 'waiting' });
    void this.work();
  }

  remove(key: number): void {
    this.aborts.get(key)?.abort();
    const photo = this.photos.find((one) => one.key === key);
    if (photo?.preview) {
      this.previews.drop(photo.preview);
    }
    this.files.delete(key);
    this.photos = this.photos.filter((one) => one.key !== key);
    this.tell();
  }

  /** Nobody wants them any more: stops what runs; what is sent stays at the server. */
  end(): void {
    for (const abort of this.aborts.values()) {
      abort.abort();
    }
    for (const photo of this.photos) {
      if (photo.preview) {
        this.previews.drop(photo.preview);
      }
    }
    this.photos = [];
    this.listeners.clear();
  }

  private async work(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    for (;;) {
      const next = this.photos.find((one) => one.state.is === 'waiting');
      const file = next && this.files.get(next.key);
      if (!next || !file) {
        break;
      }
      await this.sendOne(next.key, file);
    }
    this.busy = false;
  }

  private async sendOne(key: number, file: Blob): Promise<void> {
    const abort = new AbortController();
    this.aborts.set(key, abort);
    this.set(key, { is: 'sending', share: 0 });
    try {
      const picture = await this.send(file, (share) => this.set(key, { is: 'sending', share }), abort.signal);
      this.files.delete(key);
      // The same photograph chosen twice is one picture to the server, and stands in a claim once.
      if (sentOf(this.photos).some((one) => one.id === picture.id)) {
        this.remove(key);
      } else {
        this.set(key, { is: 'sent', picture });
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.set(key, { is: 'failed', problem: asProblem(error) });
      }
    } finally {
      this.aborts.delete(key);
    }
  }

  private set(key: number, state: PhotoState): void {
    this.photos = this.photos.map((one) => (one.key === key ? { ...one, state } : one));
    this.tell();
  }

  private tell(): void {
    for (const hear of this.listeners) {
      hear(this.photos);
    }
  }
}

export const sentOf = (photos: readonly Photo[]): Picture[] =>
  photos.flatMap((one) => (one.state.is === 'sent' ? [one.state.picture] : []));

export const stillSending = (photos: readonly Photo[]): boolean =>
  photos.some((one) => one.state.is === 'waiting' || one.state.is === 'sending');
