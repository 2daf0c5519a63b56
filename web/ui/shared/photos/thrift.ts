import type { Picture } from '../api/names';
import type { Send } from './queue';

/** The server takes 15 MB. */
const mostBytes = 14_000_000;
/** Below this a smaller copy saves next to nothing. */
const smallBytes = 1_500_000;
const measuredMs = 2000;
const patienceMs = 20_000;

/**
 * Sends photographs as they are, for the original is the better evidence; but where the line turns out to need more than
 * 20 seconds for the rest of one, a smaller copy goes instead, if that is quicker.
 */
export function thrifty(send: Send, reduce: (file: Blob) => Promise<Blob>, now: () => number = Date.now): Send {
  return async (file, onProgress, signal) => {
    if (file.size > mostBytes) {
      return send(await reduce(file), onProgress, signal);
    }
    if (file.size <= smallBytes) {
      return send(file, onProgress, signal);
    }
    return withFallback(send, reduce, now, file, onProgress, signal);
  };
}

async function withFallback(
  send: Send,
  reduce: (file: Blob) => Promise<Blob>,
  now: () => number,
  ...[file, onProgress, signal]: Parameters<Send>
): Promise<Picture> {
  const whole = new AbortController();
  const stop = () => whole.abort();
  signal.addEventListener('abort', stop);
  const began = now();
  let share = 0;
  const smaller: Promise<Blob | null>[] = []; // one at most, once the line has proved thin
  const shrink = async () => {
    const copy = await reduce(file);
    const quicker = copy.size < (1 - share) * file.size;
    if (quicker) {
      whole.abort();
    }
    return quicker ? copy : null;
  };
  try {
    return await send(
      file,
      (sent) => {
        share = sent;
        onProgress(sent);
        const spent = now() - began;
        if (smaller.length === 0 && sent < 1 && spent > measuredMs && spent * (1 - sent) > patienceMs * sent) {
          smaller.push(shrink());
        }
      },
      whole.signal,
    );
  } catch (error) {
    const copy = signal.aborted ? null : ((await smaller[0]) ?? null);
    if (!copy) {
      throw error;
    }
    return await send(copy, onProgress, signal);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
