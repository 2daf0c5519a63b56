import { useEffect, useState } from 'preact/hooks';
import type { StationState } from '../shared/api/names';
import { useShared } from '../shared/words';
import type { Client } from '../shared/net/client';
import { useWords } from './words';

type Camera = StationState['cameras'][number];

/** The camera's newest picture, once a second. By fetch, because an image's address can carry no bearer. */
function usePicture(client: Client, camera: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    let shown: string | null = null;
    let etag = '';
    const show = (next: string | null) => {
      if (shown) {
        URL.revokeObjectURL(shown);
      }
      shown = next;
      setUrl(next);
    };
    const once = async () => {
      const response = await fetch(client.url(`/cameras/${encodeURIComponent(camera)}/picture.jpg`), {
        headers: { ...client.headers(false), ...(etag ? { 'If-None-Match': etag } : {}) },
        signal: abort.signal,
        cache: 'no-store',
      });
      if (response.ok) {
        etag = response.headers.get('ETag') ?? '';
        show(URL.createObjectURL(await response.blob()));
      } else if (response.status !== 304) {
        etag = '';
        show(null);
      }
    };
    const run = async () => {
      while (!abort.signal.aborted) {
        const begun = Date.now();
        if (!document.hidden) {
          await once().catch(() => show(null));
        }
        await new Promise((resolve) => setTimeout(resolve, Math.max(100, 1000 - (Date.now() - begun))));
      }
    };
    void run();
    return () => {
      abort.abort();
      if (shown) {
        URL.revokeObjectURL(shown);
      }
    };
  }, [client, camera]);
  return url;
}

export function CameraPicture({ client, camera }: { client: Client; camera: Camera }) {
  const words = useWords();
  const shared = useShared();
  const url = usePicture(client, camera.id);
  const late = camera.recording && camera.late_seconds !== undefined;
  return (
    <figure class={`camera${camera.recording ? '' : ' down'}${late ? ' late' : ''}`}>
      {url ? <img src={url} alt={words.picture(camera.id)} /> : <div class="none">{words.noPicture}</div>}
      <figcaption>
        <span class="lamp" aria-hidden="true" />
        {words.camera(camera.id)}
        {late && `: ${words.late(camera.late_seconds ?? 0)}`}
        {!camera.recording && camera.reason && `: ${shared.gapReasons[camera.reason]}`}
      </figcaption>
    </figure>
  );
}
