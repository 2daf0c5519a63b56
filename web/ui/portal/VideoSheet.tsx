import { useState } from 'preact/hooks';
import type { PortalOrder, VideoRequest } from '../shared/api/names';
import { useFormats } from '../shared/i18n/language';
import { randomId } from '../shared/net/client';
import type { Problem } from '../shared/net/problem';
import { Films } from '../shared/pieces/Film';
import { Icon } from '../shared/pieces/Icon';
import { Bar, Note, ProblemNote } from '../shared/pieces/small';
import { noFilm } from './noFilm';
import { client, useDoor } from './session';
import { useWords } from './words';

export const onItsWay = (request: VideoRequest): boolean =>
  request.state === 'asked' || request.state === 'queued' || request.state === 'fetching';

interface SheetProps {
  order: PortalOrder;
  claim?: string;
  onChange: () => void;
}

/** One button: asks for the video, shows how far it is, plays and offers it, and says until when. */
export function VideoSheet({ order, claim, onChange }: SheetProps) {
  const words = useWords().video;
  const { refused } = useDoor();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const request = order.video_requests[0];
  const get = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await client.post('/video-requests', claim ? { claim } : {}, { idempotencyKey: randomId() });
      onChange();
    } catch (error) {
      setProblem(refused(error));
    }
    setBusy(false);
  };
  const button = (label: string) => (
    <button type="button" class="button" disabled={busy} onClick={() => void get()}>
      <Icon name="film" />
      {label}
    </button>
  );
  return (
    <section class="sheet stack" aria-labelledby="video">
      <h2 id="video">{words.title}</h2>
      {!request && order.footage === 'none' && <p>{words[noFilm(order)]}</p>}
      {!request && order.footage === 'available' && (
        <>
          <p>{words.offer}</p>
          <p>{button(words.ask)}</p>
        </>
      )}
      {request && <State request={request} button={button} />}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

function State({ request, button }: { request: VideoRequest; button: (label: string) => preact.JSX.Element }) {
  const words = useWords().video;
  const formats = useFormats();
  if (request.state === 'ready') {
    return (
      <>
        {request.expires_at && <p>{words.left(formats.dateTime(request.expires_at))}</p>}
        <Films request={{ ...request, expires_at: null }} />
      </>
    );
  }
  if (request.state === 'denied') {
    return (
      <Note tone="wait">
        <p>{words.denied}</p>
        {request.reason && <p class="pre">{request.reason}</p>}
        <p>{words.deniedWay}</p>
      </Note>
    );
  }
  const moving = request.state === 'queued' || request.state === 'fetching';
  return (
    <div class="stack" aria-live="polite">
      <p>{words.states[request.state]}</p>
      {moving && (
        <>
          <Bar share={request.progress === null ? null : request.progress / 100} label={words.title} />
          {request.progress !== null && <p class="small">{words.progress(formats.percent(request.progress / 100))}</p>}
        </>
      )}
      {onItsWay(request) && <p class="small muted">{words.leave}</p>}
      {(request.state === 'failed' || request.state === 'expired') && <p>{button(words.again)}</p>}
    </div>
  );
}
