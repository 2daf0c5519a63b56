import { useId, useState } from 'preact/hooks';
import type { DeskClaim, PackingSession, VideoRequest } from '../../shared/api/names';
import { TextArea } from '../../shared/form/fields';
import { Form } from '../../shared/form/Form';
import { useFormats } from '../../shared/i18n/language';
import { randomId } from '../../shared/net/client';
import type { Problem } from '../../shared/net/problem';
import { Dialog } from '../../shared/pieces/Dialog';
import { Films, Gaps } from '../../shared/pieces/Film';
import { Bar, Chip, ProblemNote, type Tone } from '../../shared/pieces/small';
import { useShared } from '../../shared/words';
import { client, useDoor } from '../session';
import { useWords } from '../words';

export const videoTones: Record<VideoRequest['state'], Tone> = {
  asked: 'wait',
  queued: 'calm',
  fetching: 'calm',
  ready: 'good',
  failed: 'bad',
  denied: 'plain',
  expired: 'plain',
};

/** The recording beside the work, and the buyer's requests for it. */
export function Footage({ claim, reload }: { claim: DeskClaim; reload: () => void }) {
  const words = useWords().claim;
  const { refused } = useDoor();
  const [problem, setProblem] = useState<Problem | null>(null);
  const ready = claim.video_requests.find((request) => request.state === 'ready');
  const moving = claim.video_requests.some((one) => one.state === 'queued' || one.state === 'fetching');
  const ask = async () => {
    setProblem(null);
    try {
      await client.post(`/claims/${encodeURIComponent(claim.number)}/video-requests`, undefined, {
        idempotencyKey: randomId(),
      });
      reload();
    } catch (error) {
      setProblem(refused(error));
    }
  };
  return (
    <section class="sheet stack" aria-labelledby="footage">
      <h2 id="footage">{words.video}</h2>
      {ready && <Films request={ready} />}
      {!ready && !moving && claim.sessions.length > 0 && (
        <p>
          <button type="button" class="button small" onClick={() => void ask()}>
            {words.askVideo}
          </button>
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      {claim.video_requests
        .filter((request) => request !== ready)
        .map((request) => (
          <Request key={request.id} request={request} onChange={reload} />
        ))}
      <Sessions sessions={claim.sessions} />
    </section>
  );
}

export function Request({ request, onChange }: { request: VideoRequest; onChange: () => void }) {
  const words = useWords().claim;
  const shared = useShared();
  const formats = useFormats();
  return (
    <div class="request stack tight">
      <p class="row">
        <Chip tone={videoTones[request.state]}>{shared.videoStates[request.state]}</Chip>
        <span class="small muted">
          {words.origins[request.origin]}, {formats.dateTime(request.requested_at)}
        </span>
      </p>
      {request.state === 'fetching' && (
        <Bar share={request.progress === null ? null : request.progress / 100} label={words.video} />
      )}
      {request.reason && <p class="small pre">{request.reason}</p>}
      {request.state === 'asked' && <Approval request={request} onChange={onChange} />}
    </div>
  );
}

export function Approval({ request, onChange }: { request: VideoRequest; onChange: () => void }) {
  const words = useWords().claim;
  const shared = useShared();
  const { refused, session } = useDoor();
  const id = useId();
  const [denying, setDenying] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = async (decision: 'approve' | 'deny') => {
    setMissing(decision === 'deny' && reason.trim() === '');
    if (decision === 'deny' && reason.trim() === '') {
      return;
    }
    try {
      await client.post(`/video-requests/${request.id}/approval`, { decision, reason: reason.trim() || null });
      setDenying(false);
      onChange();
    } catch (error) {
      setProblem(refused(error));
    }
  };
  if (session?.person.role !== 'manager') {
    return <p class="small muted">{words.managerApproves}</p>;
  }
  return (
    <div class="row">
      <button type="button" class="button small" onClick={() => void decide('approve')}>
        {words.approve}
      </button>
      <button type="button" class="button small quiet" onClick={() => setDenying(true)}>
        {words.deny}
      </button>
      {problem && !denying && <ProblemNote problem={problem} />}
      <Dialog open={denying} title={words.denyTitle} onClose={() => setDenying(false)}>
        <Form onSend={() => void decide('deny')}>
          {problem && <ProblemNote problem={problem} />}
          <TextArea
            name={id}
            label={words.denyReason}
            hint={words.denyHint}
            error={missing ? words.denyMissing : undefined}
            value={reason}
            onValue={setReason}
            area={{ rows: 3, maxLength: 1000 }}
          />
          <div class="actions">
            <button type="button" class="button quiet" onClick={() => setDenying(false)}>
              {shared.cancel}
            </button>
            <button type="submit" class="button danger">
              {words.deny}
            </button>
          </div>
        </Form>
      </Dialog>
    </div>
  );
}

export function Sessions({ sessions }: { sessions: readonly PackingSession[] }) {
  const words = useWords().claim;
  const formats = useFormats();
  if (sessions.length === 0) {
    return <p class="muted">{words.noSessions}</p>;
  }
  return (
    <div class="stack tight">
      <h3>{words.sessions}</h3>
      <ul class="stack tight">
        {sessions.map((session) => (
          <li key={session.id} class="small">
            <span class="row">
              <strong>{session.station}</strong>
              <span>
                {session.ended_at
                  ? formats.interval(session.started_at, session.ended_at)
                  : `${formats.dateTime(session.started_at)} · ${words.running}`}
              </span>
              <Chip tone={session.complete ? 'good' : 'wait'}>
                {session.complete ? words.complete : words.incomplete}
              </Chip>
            </span>
            {session.cameras
              .filter((camera) => camera.gaps.length > 0)
              .map((camera) => (
                <div key={camera.camera} class="gaps">
                  {camera.camera}: <Gaps gaps={camera.gaps} />
                </div>
              ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
