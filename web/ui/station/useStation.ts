import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScanAnswer, StationState } from '../shared/api/names';
import { Client, randomId } from '../shared/net/client';
import { listen } from '../shared/net/stream';
import { ScanQueue, type Scan } from './scans';
import { play, wakeSound } from './sound';
import { WedgeBuffer } from './wedge';

type Last = NonNullable<StationState['last']>;
export type Line = 'connecting' | 'open' | 'lost' | 'key_refused' | 'unknown';

export interface Station {
  line: Line;
  state: StationState | null;
  /** Capture's clock less this browser's, in milliseconds. */
  clockOffset: number;
  last: Last | null;
  refused: Scan | null;
  waiting: number;
  typed: string;
  scanned: boolean;
}

const alarmEveryMs = 3000;
/** Capture speaks at least every 5 s. */
const silenceMs = 15_000;

/** Everything the station page knows: the state by events, scans out, sounds. */
export function useStation(id: string, key: string): Station & { client: Client } {
  const client = useMemo(
    () => new Client({ base: '/api/v1', headers: () => ({ Authorization: `Bearer ${key}` }) }),
    [key],
  );
  const path = `/stations/${encodeURIComponent(id)}`;
  const [line, setLine] = useState<Line>('connecting');
  const [state, setState] = useState<StationState | null>(null);
  const [clockOffset, setClockOffset] = useState(0);
  const [last, setLast] = useState<Last | null>(null);
  const [refused, setRefused] = useState<Scan | null>(null);
  const [waiting, setWaiting] = useState(0);
  const [typed, setTyped] = useState('');
  const [scanned, setScanned] = useState(false);
  const heard = useRef<string | null>(null);

  // The answer to a scan and the event about it tell the same: whoever comes first is shown and heard.
  const take = useCallback((next: StationState) => {
    setState((now) => (now && now.now > next.now ? now : next));
    setClockOffset(new Date(next.now).getTime() - Date.now());
    const told = next.last ? `${next.last.at} ${next.last.code} ${next.last.outcome}` : '';
    if (heard.current === null) {
      heard.current = told;
    } else if (next.last && heard.current !== told) {
      heard.current = told;
      setRefused(null);
      setLast(next.last);
      play(next.last.sound);
    }
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    void listen({
      url: client.url(`${path}/events`),
      headers: () => client.headers(false),
      signal: abort.signal,
      silenceMs,
      onState: (now, status) => setLine(now === 'refused' ? (status === 404 ? 'unknown' : 'key_refused') : now),
      onEvent: (name, data) => {
        if (name === 'state') {
          take(JSON.parse(data) as StationState);
        }
      },
    });
    return () => abort.abort();
  }, [client, path, take]);

  const queue = useMemo(
    () =>
      new ScanQueue({
        send: (scan) => client.post<ScanAnswer>(`${path}/scans`, { ...scan, source: 'scanner' }),
        onAnswer: (answer) => {
          take(answer.station);
          if (answer.outcome === 'duplicate') {
            // The state does not tell of duplicates; the packer still hears that the scan was read.
            setLast({
              code: '',
              at: answer.station.now,
              outcome: answer.outcome,
              sound: answer.sound,
              message: answer.message,
            });
            play(answer.sound);
          }
        },
        onRefused: (scan) => {
          setRefused(scan);
          play('no');
        },
        onWaiting: setWaiting,
        now: () => Date.now(),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        newId: randomId,
      }),
    [client, path, take],
  );

  useEffect(() => {
    const buffer = new WedgeBuffer((code) => {
      setScanned(true);
      queue.add(code);
    });
    const pressed = (event: KeyboardEvent) => {
      wakeSound();
      if (buffer.press(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
      setTyped(buffer.text);
    };
    const clean = setInterval(() => {
      if (buffer.expire(performance.now())) {
        setTyped('');
      }
    }, 500);
    window.addEventListener('keydown', pressed, true);
    return () => {
      window.removeEventListener('keydown', pressed, true);
      clearInterval(clean);
    };
  }, [queue]);

  const alarm = line === 'lost' || (line === 'open' && state !== null && !state.recording);
  useEffect(() => {
    if (!alarm) {
      return;
    }
    play('alarm');
    const repeat = setInterval(() => play('alarm'), alarmEveryMs);
    return () => clearInterval(repeat);
  }, [alarm]);

  return { client, line, state, clockOffset, last, refused, waiting, typed, scanned };
}
