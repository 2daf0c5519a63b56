import { useCallback, useEffect, useId, useState } from 'preact/hooks';
import type { ClaimState, PortalClaim, PortalOrder, SharedEvent } from '../shared/api/names';
import { ErrorSummary, TextArea, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { Unavailable } from '../shared/frame/Missing';
import { useFormats } from '../shared/i18n/language';
import { kept } from '../shared/kept';
import { randomId } from '../shared/net/client';
import type { Problem } from '../shared/net/problem';
import { photoQueue, Photos, Thumbs } from '../shared/photos/Photos';
import { sentOf, stillSending } from '../shared/photos/queue';
import { Dialog } from '../shared/pieces/Dialog';
import { Icon } from '../shared/pieces/Icon';
import { Chip, Loading, Note, ProblemNote } from '../shared/pieces/small';
import { useToast } from '../shared/pieces/Toasts';
import { href } from '../shared/router';
import { useLoaded } from '../shared/useLoaded';
import { useShared } from '../shared/words';
import { sendPicture } from './claim/Question';
import { tones, useOrder } from './OrderPage';
import { client, useDoor } from './session';
import { VideoSheet } from './VideoSheet';
import { useWords } from './words';

export function useClaim(number: string) {
  const { refused } = useDoor();
  const load = useCallback(() => client.get<PortalClaim>(`/claims/${encodeURIComponent(number)}`), [number]);
  return useLoaded(load, { everyMs: 30_000, refused });
}

export function ClaimPage({ number }: { number: string }) {
  const { value: claim, problem, reload, set } = useClaim(number);
  const { value: order, reload: reloadOrder } = useOrder();
  if (problem && !claim) {
    return <Unavailable problem={problem} onRetry={reload} />;
  }
  return claim ? <Shown claim={claim} order={order} set={set} reloadOrder={reloadOrder} /> : <Loading />;
}

interface ShownProps {
  claim: PortalClaim;
  order: PortalOrder | null;
  set: (claim: PortalClaim) => void;
  reloadOrder: () => void;
}

function Shown({ claim, order, set, reloadOrder }: ShownProps) {
  const words = useWords().status;
  return (
    <div class="stack wide">
      <header class="ticket">
        <p class="row apart">
          <a href={href('')}>
            {words.ofOrder} <span class="number">{claim.order}</span>
          </a>
          <Chip tone={tones[claim.state]}>{words.states[claim.state]}</Chip>
        </p>
        <Title tab={words.tab(claim.number)}>
          {words.title} <span class="number">{claim.number}</span>
        </Title>
        <Stages state={claim.state} />
        <Promise claim={claim} />
      </header>
      <History claim={claim} />
      {claim.may.message && <Reply claim={claim} set={set} />}
      <Further claim={claim} set={set} />
      {order && <VideoSheet order={order} claim={claim.number} onChange={reloadOrder} />}
      <Subject claim={claim} />
    </div>
  );
}

const stageOf: Record<ClaimState, number> = {
  received: 0,
  asking_buyer: 1,
  investigating: 1,
  waiting_carrier: 1,
  decided: 2,
  closed: 3,
};

function Stages({ state }: { state: ClaimState }) {
  const words = useWords().status;
  const now = stageOf[state];
  return (
    <ol class="stages" aria-label={words.stageList}>
      {words.stages.map((stage, index) => (
        <li
          key={stage}
          class={index < now ? 'done' : index === now ? 'now' : ''}
          aria-current={index === now ? 'step' : undefined}
        >
          {stage}
          {index === now && <span class="visually-hidden"> ({words.now})</span>}
        </li>
      ))}
    </ol>
  );
}

function Promise({ claim }: { claim: PortalClaim }) {
  const words = useWords().status;
  const formats = useFormats();
  const by = claim.next_answer_by;
  return (
    <>
      {claim.state === 'asking_buyer' && (
        <Note tone="wait">
          {words.yourTurn}{' '}
          <a class="nowrap" href="#reply">
            {words.answerHere}
          </a>
        </Note>
      )}
      {by &&
        (new Date(by).getTime() < Date.now() ? (
          <Note tone="wait">{words.late(formats.dateTime(by))}</Note>
        ) : (
          <p class="promise">
            <Icon name="clock" />
            <span>
              {words.answerBy}: <strong>{words.notLater(formats.dateTime(by))}</strong>
            </span>
          </p>
        ))}
      {claim.escalated_at && <p class="small">{words.escalated(formats.dateTime(claim.escalated_at))}</p>}
    </>
  );
}

function History({ claim }: { claim: PortalClaim }) {
  const words = useWords().status;
  const formats = useFormats();
  const what = (event: SharedEvent) =>
    event.kind === 'waiting_started' && event.waiting_for
      ? event.waiting_for === 'buyer'
        ? words.waitingBuyer
        : words.waitingCarrier
      : words.events[event.kind];
  const said = (event: SharedEvent) =>
    event.words ?? (event.kind === 'claim_opened' ? claim.lines.map((line) => line.words).join('\n\n') : null);
  return (
    <section class="stack" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol class="timeline">
        {claim.history.map((event) => (
          <li key={event.id} class={event.author === 'buyer' ? 'by-buyer' : event.author === 'person' ? 'by-us' : ''}>
            <p class="who">
              <strong>{event.author === 'person' ? (event.author_name ?? words.company) : what(event)}</strong>
              {event.author === 'person' && <span class="muted small">{what(event)}</span>}
              <time dateTime={event.at}>{formats.dateTime(event.at)}</time>
            </p>
            {said(event) && <div class="said">{said(event)}</div>}
            <Thumbs pictures={event.pictures} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const replyKey = (number: string) => `shipwitness.reply.${number}`;

function Reply({ claim, set }: { claim: PortalClaim; set: (claim: PortalClaim) => void }) {
  const words = useWords().status;
  const shared = useShared();
  const { refused } = useDoor();
  const toast = useToast();
  const [said, setSaid] = useState(() => kept.read(replyKey(claim.number)) ?? '');
  const [photos, setPhotos] = useState(() => photoQueue(sendPicture, []));
  const [key, setKey] = useState(randomId);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    kept.write(replyKey(claim.number), said);
  }, [claim.number, said]);
  useEffect(() => {
    const settled = photos.listen((all) => {
      if (!stillSending(all)) {
        setErrors({});
      }
    });
    return () => {
      settled();
      photos.end();
    };
  }, [photos]);
  const send = async () => {
    setProblem(null);
    if (said.trim() === '') {
      setErrors({ reply: words.replyMissing });
      return;
    }
    if (stillSending(photos.all)) {
      setErrors({ 'reply-photos': shared.photos.still });
      return;
    }
    setErrors({});
    setBusy(true);
    try {
      const body = { words: said.trim(), pictures: sentOf(photos.all).map((picture) => picture.id) };
      set(await client.post<PortalClaim>(`/claims/${claim.number}/messages`, body, { idempotencyKey: key }));
      setSaid('');
      setPhotos(photoQueue(sendPicture, []));
      setKey(randomId());
      toast(words.sentToast);
    } catch (error) {
      setProblem(refused(error));
    }
    setBusy(false);
  };
  return (
    <Form class="sheet stack" onSend={() => void send()}>
      <h2>{claim.state === 'asking_buyer' ? words.answerHere : words.reply}</h2>
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
      <TextArea
        name="reply"
        label={words.replyLabel}
        error={errors['reply']}
        value={said}
        onValue={(typed) => {
          setSaid(typed);
          setKey(randomId());
        }}
        area={{ rows: 4, maxLength: 4000 }}
      />
      <Photos id="reply-photos" queue={photos} />
      <p>
        <button type="submit" class="button main" disabled={busy}>
          {words.send}
        </button>
      </p>
    </Form>
  );
}

type Way = 'not-solved' | 'escalation';

/** The two ways on for somebody whom the answer did not help. */
function Further({ claim, set }: { claim: PortalClaim; set: (claim: PortalClaim) => void }) {
  const words = useWords().status;
  const [way, setWay] = useState<Way | null>(null);
  if (!claim.may.not_solved && !claim.may.escalate) {
    return null;
  }
  return (
    <section class="stack tight" aria-labelledby="further">
      {/* Before the first answer there is none to be content with. */}
      <h2 id="further">{claim.may.not_solved ? words.further : words.urgent}</h2>
      <div class="row">
        {claim.may.not_solved && (
          <button type="button" class="button quiet" onClick={() => setWay('not-solved')}>
            {words.notSolved}
          </button>
        )}
        {claim.may.escalate && (
          <button type="button" class="button quiet" onClick={() => setWay('escalation')}>
            {words.escalate}
          </button>
        )}
      </div>
      <Dialog
        open={way !== null}
        title={way === 'escalation' ? words.escalateTitle : words.notSolvedTitle}
        onClose={() => setWay(null)}
      >
        {way && <FurtherForm way={way} claim={claim} set={set} onDone={() => setWay(null)} />}
      </Dialog>
    </section>
  );
}

interface FurtherProps {
  way: Way;
  claim: PortalClaim;
  set: (claim: PortalClaim) => void;
  onDone: () => void;
}

function FurtherForm({ way, claim, set, onDone }: FurtherProps) {
  const words = useWords().status;
  const shared = useShared();
  const { refused } = useDoor();
  const toast = useToast();
  const id = useId();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const escalates = way === 'escalation';
  const send = async () => {
    setBusy(true);
    setProblem(null);
    try {
      set(await client.post<PortalClaim>(`/claims/${claim.number}/${way}`, { words: said.trim() || null }));
      toast(escalates ? words.escalateDone : words.notSolvedDone);
      onDone();
    } catch (error) {
      setProblem(refused(error));
      setBusy(false);
    }
  };
  return (
    <Form onSend={() => void send()}>
      <p>{escalates ? words.escalateWords : words.notSolvedWords}</p>
      {problem && <ProblemNote problem={problem} />}
      <TextArea
        name={id}
        label={words.dialogLabel}
        optional
        value={said}
        onValue={setSaid}
        area={{ rows: 4, maxLength: 4000 }}
      />
      <div class="actions">
        <button type="button" class="button quiet" onClick={onDone}>
          {shared.cancel}
        </button>
        <button type="submit" class="button main" disabled={busy}>
          {escalates ? words.escalateSend : words.notSolvedSend}
        </button>
      </div>
    </Form>
  );
}

function Subject({ claim }: { claim: PortalClaim }) {
  const words = useWords().status;
  const shared = useShared();
  const formats = useFormats();
  return (
    <details class="more sheet">
      <summary>{words.subject}</summary>
      <div class="stack">
        <ul class="stack">
          {claim.lines.map((line) => (
            <li key={line.line}>
              <strong>{line.name}</strong>
              <p class="small muted">
                {line.content_kind ? shared.contentKinds[line.content_kind] : shared.kinds[line.kind]}
                {line.quantity !== null && ` · ${formats.number(line.quantity)} ${line.unit}`}
              </p>
              <p class="pre">{line.words}</p>
              <Thumbs pictures={line.pictures} />
            </li>
          ))}
        </ul>
        <dl class="facts">
          <dt>{words.wish}</dt>
          <dd class="pre">
            {shared.wishes[claim.wish.kind]}
            {claim.wish.words && `. ${claim.wish.words}`}
          </dd>
          <AcceptanceFacts claim={claim} />
        </dl>
      </div>
    </details>
  );
}

const answerNames = ['packaging', 'seal', 'counted', 'noted', 'unpack', 'packaging_kept'] as const;

function AcceptanceFacts({ claim }: { claim: PortalClaim }) {
  const shared = useShared();
  const formats = useFormats();
  const moments = (['delivered_at', 'noticed_at'] as const).filter((name) => claim.acceptance[name]);
  return (
    <>
      {moments.map((name) => (
        <div key={name} class="pair">
          <dt>{shared.acceptance[name]}</dt>
          <dd>{formats.dateTime(claim.acceptance[name] ?? '')}</dd>
        </div>
      ))}
      {answerNames.map((name) => {
        const answers: Readonly<Record<string, string>> = shared.answers[name];
        const given = claim.acceptance[name];
        return (
          given && (
            <div key={name} class="pair">
              <dt>{shared.acceptance[name]}</dt>
              <dd>{answers[given] ?? given}</dd>
            </div>
          )
        );
      })}
    </>
  );
}
