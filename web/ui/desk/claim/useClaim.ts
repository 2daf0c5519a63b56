import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DeskClaim, DeskEvent } from '../../shared/api/names';
import { useLanguage } from '../../shared/i18n/language';
import type { RequestOptions } from '../../shared/net/client';
import type { Problem } from '../../shared/net/problem';
import { client, useDoor } from '../session';
import { askEvery, useLive } from '../useLive';

export interface Held {
  claim: DeskClaim | null;
  problem: Problem | null;
  reload: () => Promise<void>;
  /** Changes the claim at the version that is shown. A refusal comes back as a problem; what was typed stays. */
  change: (method: 'POST' | 'PUT', path: string, body: unknown, options?: RequestOptions) => Promise<Problem | null>;
  /** What others did since the person last looked, told after a refusal for an old version. */
  news: readonly DeskEvent[];
  forgetNews: () => void;
}

/** Events that were not there before. */
export function newsOf(before: DeskClaim | null, after: DeskClaim): DeskEvent[] {
  const last = before?.history.at(-1)?.id ?? 0;
  return before ? after.history.filter((event) => event.id > last) : [];
}

export function useClaim(number: string): Held {
  const { refused } = useDoor();
  const [claim, setClaim] = useState<DeskClaim | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [news, setNews] = useState<readonly DeskEvent[]>([]);
  const etag = useRef<string | null>(null);
  const shown = useRef<DeskClaim | null>(null);
  const turn = useRef(0);
  const path = `/claims/${encodeURIComponent(number)}`;

  const take = useCallback((next: DeskClaim, version: string | null) => {
    etag.current = version;
    shown.current = next;
    setClaim(next);
    setProblem(null);
  }, []);
  const fetchNow = useCallback(
    async (quiet: boolean) => {
      const mine = ++turn.current;
      try {
        const answer = await client.send<DeskClaim>('GET', path);
        if (turn.current === mine) {
          take(answer.body, answer.etag);
        }
      } catch (error) {
        const found = refused(error);
        // A quiet question may overtake the first one: with nothing shown yet, its refusal is the page's.
        if (turn.current === mine && (!quiet || shown.current === null)) {
          setProblem(found);
        }
      }
    },
    [path, refused, take],
  );

  useEffect(() => {
    shown.current = null;
    setClaim(null);
    setNews([]);
    void fetchNow(false);
  }, [fetchNow]);

  const live = useLive(number, () => void fetchNow(true));
  // Between the lines of the history there is more that moves: a film's progress is no event.
  const moving = claim?.video_requests.some((one) => one.state === 'queued' || one.state === 'fetching') ?? false;
  const everyMs = moving ? 5_000 : askEvery(live);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) {
        void fetchNow(true);
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [fetchNow, everyMs]);

  // The rules' words come in the page's language: another one needs them anew, and nothing else on the page changes.
  const { language } = useLanguage();
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current !== language) {
      spoken.current = language;
      void fetchNow(true);
    }
  }, [language, fetchNow]);

  const change = useCallback(
    async (method: 'POST' | 'PUT', below: string, body: unknown, options: RequestOptions = {}) => {
      const before = shown.current;
      ++turn.current;
      try {
        const answer = await client.send<DeskClaim>(method, `${path}${below}`, {
          ...options,
          body,
          ifMatch: etag.current,
        });
        take(answer.body, answer.etag);
        setNews([]);
        return null;
      } catch (error) {
        const found = refused(error);
        if (found.status === 412 || found.status === 409) {
          await fetchNow(true);
          if (shown.current) {
            setNews(newsOf(before, shown.current));
          }
        }
        return found;
      }
    },
    [path, refused, take, fetchNow],
  );
  const forgetNews = useCallback(() => setNews([]), []);
  return { claim, problem, reload: () => fetchNow(false), change, news, forgetNews };
}
