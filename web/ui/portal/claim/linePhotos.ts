import { useEffect, useRef, useState } from 'preact/hooks';
import type { Picture } from '../../shared/api/names';
import { photoQueue } from '../../shared/photos/Photos';
import { sentOf, stillSending, type PhotoQueue } from '../../shared/photos/queue';
import { sendPicture } from './Question';
import type { Draft } from './draft';

export interface LinePhotos {
  queueOf: (line: number) => PhotoQueue;
  sending: boolean;
  /** Lines with a photograph that did not get through: the person tries again or takes it away. */
  failed: readonly number[];
}

/**
 * The photographs of every line. They belong to the form and not to one page of it: while they go up over a thin line,
 * the person reads and answers on.
 */
export function useLinePhotos(draft: Draft, onSent: (line: number, pictures: Picture[]) => void): LinePhotos {
  const queues = useRef(new Map<number, PhotoQueue>()).current;
  const tell = useRef(onSent);
  tell.current = onSent;
  const [, setTurn] = useState(0);
  const drop = (line: number) => {
    queues.get(line)?.end();
    queues.delete(line);
  };
  const queueOf = (line: number): PhotoQueue => {
    const known = queues.get(line);
    if (known) {
      return known;
    }
    const queue = photoQueue(sendPicture, draft.lines.find((one) => one.line === line)?.pictures ?? []);
    queue.listen((photos) => {
      tell.current(line, sentOf(photos));
      setTurn((now) => now + 1);
    });
    queues.set(line, queue);
    return queue;
  };
  const all = [...queues];
  const sending = all.some(([, queue]) => stillSending(queue.all));
  useEffect(() => {
    for (const [line, queue] of queues) {
      const kept = draft.lines.find((one) => one.line === line)?.pictures;
      // Taken off the list of lines, or changed in another tab: what is kept is what counts.
      if (!kept || (!stillSending(queue.all) && !samePictures(kept, sentOf(queue.all)))) {
        drop(line);
        setTurn((now) => now + 1);
      }
    }
    // Every change of a queue changes the draft first.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  useEffect(() => () => [...queues.keys()].forEach(drop), []); // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (!sending) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  return {
    queueOf,
    sending,
    failed: all.filter(([, queue]) => queue.all.some((photo) => photo.state.is === 'failed')).map(([line]) => line),
  };
}

const samePictures = (some: readonly Picture[], others: readonly Picture[]): boolean =>
  some.length === others.length && some.every((picture, index) => picture.id === others[index]?.id);
