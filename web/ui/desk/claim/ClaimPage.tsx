import { useState } from 'preact/hooks';
import type { DeskClaim } from '../../shared/api/names';
import { TextArea } from '../../shared/form/fields';
import { Form } from '../../shared/form/Form';
import { Title } from '../../shared/frame/Frame';
import { Unavailable } from '../../shared/frame/Missing';
import { useFormats } from '../../shared/i18n/language';
import type { Problem } from '../../shared/net/problem';
import { Dialog } from '../../shared/pieces/Dialog';
import { Icon } from '../../shared/pieces/Icon';
import { Chip, Loading, Note, ProblemNote } from '../../shared/pieces/small';
import { href } from '../../shared/router';
import { useShared } from '../../shared/words';
import { useKeys } from '../keys';
import { stateTones } from '../Queue';
import { useDoor } from '../session';
import { useWords } from '../words';
import { Composer, type Mode } from './Composer';
import { Footage } from './Footage';
import { History } from './History';
import { Line } from './Line';
import { Refusal } from './Refusal';
import { useClaim, type Held } from './useClaim';

export function ClaimPage({ number }: { number: string }) {
  const held = useClaim(number);
  if (held.problem && !held.claim) {
    return <Unavailable problem={held.problem} onRetry={() => void held.reload()} />;
  }
  return held.claim ? <Shown claim={held.claim} held={held} /> : <Loading />;
}

function Shown({ claim, held }: { claim: DeskClaim; held: Held }) {
  const [mode, setMode] = useState<Mode>('reply');
  const words = useWords().claim;
  const closed = claim.state === 'closed';
  const write = (next: Mode) => {
    setMode(next);
    requestAnimationFrame(() => document.getElementById('letter')?.focus());
  };
  useKeys({ r: () => write('reply'), n: () => write('note') });
  return (
    <div class="stack">
      <Head claim={claim} held={held} />
      <div class="work">
        <div class="stack">
          <History claim={claim} />
          <Refusal claim={claim} held={held} />
          {closingGoes(claim) && <Note>{words.closingSent}</Note>}
          {closed && <Reopen held={held} />}
          {!closed && <Composer claim={claim} held={held} mode={mode} setMode={setMode} />}
          {!closed && <Waiting claim={claim} held={held} />}
        </div>
        <div class="stack">
          {claim.lines.map((line) => (
            <Line key={line.line} line={line} closed={closed} change={held.change} />
          ))}
          <Footage claim={claim} reload={() => void held.reload()} />
          <About claim={claim} />
        </div>
      </div>
    </div>
  );
}

/** The closing letter is written, and not yet accepted for delivery; a message of the buyer's takes it back. */
function closingGoes(claim: DeskClaim): boolean {
  const last = claim.history
    .filter((event) =>
      ['closing_written', 'claim_closed', 'claim_reopened', 'buyer_message', 'letter_failed'].includes(event.kind),
    )
    .at(-1);
  return claim.state !== 'closed' && last?.kind === 'closing_written';
}

function Reopen({ held }: { held: Held }) {
  const words = useWords().claim;
  const shared = useShared();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = async () => {
    const found = await held.change('POST', '/reopening', { words: said.trim() || null });
    setProblem(found);
    if (!found) {
      setOpen(false);
    }
  };
  return (
    <div>
      <button type="button" class="button quiet" onClick={() => setOpen(true)}>
        {words.reopen}
      </button>
      <Dialog open={open} title={words.reopenTitle} onClose={() => setOpen(false)}>
        <Form onSend={() => void go()}>
          {problem && <ProblemNote problem={problem} />}
          <TextArea
            name="reopen"
            label={words.reopenWords}
            optional
            value={said}
            onValue={setSaid}
            area={{ rows: 3, maxLength: 4000 }}
          />
          <div class="actions">
            <button type="button" class="button quiet" onClick={() => setOpen(false)}>
              {shared.cancel}
            </button>
            <button type="submit" class="button main">
              {words.reopen}
            </button>
          </div>
        </Form>
      </Dialog>
    </div>
  );
}

/** A claim whose state is the wait itself says it once. */
export function toldByState(state: DeskClaim['state'], who: 'buyer' | 'carrier'): boolean {
  return state === (who === 'buyer' ? 'asking_buyer' : 'waiting_carrier');
}

/** Whose claim it is, and a button to make it one's own or nobody's. */
function Assignee({ claim, held }: { claim: DeskClaim; held: Held }) {
  const words = useWords().claim;
  const { session } = useDoor();
  const [problem, setProblem] = useState<Problem | null>(null);
  const mine = claim.assignee?.id === session?.person.id;
  const set = async (assignee: 'me' | 'nobody') => setProblem(await held.change('POST', '/assignment', { assignee }));
  if (claim.state === 'closed' && !claim.assignee) {
    return null;
  }
  const shown = claim.assignee ? (mine ? words.assigneeMe : words.assignee(claim.assignee.name)) : words.assigneeNone;
  return (
    <div class="row">
      <span class="small">{shown}</span>
      {claim.state !== 'closed' && (
        <button type="button" class="button quiet small" onClick={() => void set(mine ? 'nobody' : 'me')}>
          {mine ? words.giveBack : claim.assignee ? words.takeOver : words.take}
        </button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

function Head({ claim, held }: { claim: DeskClaim; held: Held }) {
  const words = useWords().claim;
  const shared = useShared();
  const formats = useFormats();
  const by = claim.next_answer_by;
  const late = by !== null && new Date(by).getTime() < Date.now();
  return (
    <header class="claim-head">
      <div class="row">
        <Title tab={words.tab(claim.number)}>
          <span class="number">{claim.number}</span>
        </Title>
        <Chip tone={stateTones[claim.state]}>{shared.claimStates[claim.state]}</Chip>
        {claim.waiting_for
          .filter((who) => !toldByState(claim.state, who))
          .map((who) => (
            <Chip key={who} tone="wait">
              {words.waitingFor[who]}
            </Chip>
          ))}
        {claim.escalated_at && <Chip tone="bad">{words.escalated(formats.dateTime(claim.escalated_at))}</Chip>}
      </div>
      <p class="muted">
        {claim.contact.name} · {words.channels[claim.channel]} · {words.writesIn[claim.language]} ·{' '}
        {words.opened(formats.dateTime(claim.opened_at))}
      </p>
      {by && (
        <p class={late ? 'due late' : 'due'}>
          <Icon name="clock" />{' '}
          {late ? words.lateBy(formats.relative(by)) : `${words.answerBy} ${formats.dateTime(by)}`}
          {!late && <span class="muted"> ({formats.relative(by)})</span>}
        </p>
      )}
      <Assignee claim={claim} held={held} />
    </header>
  );
}

function Waiting({ claim, held }: { claim: DeskClaim; held: Held }) {
  const words = useWords().claim;
  const [problem, setProblem] = useState<Problem | null>(null);
  const wait = async (who: 'buyer' | 'carrier' | 'none') =>
    setProblem(await held.change('POST', '/waiting', { for: who }));
  const waits = claim.waiting_for;
  return (
    <section class="stack tight" aria-label={words.waiting}>
      {problem && <ProblemNote problem={problem} />}
      <div class="row">
        {!waits.includes('buyer') && (
          <button type="button" class="button quiet small" onClick={() => void wait('buyer')}>
            {words.waitBuyer}
          </button>
        )}
        {!waits.includes('carrier') && (
          <button type="button" class="button quiet small" onClick={() => void wait('carrier')}>
            {words.waitCarrier}
          </button>
        )}
        {waits.length > 0 && (
          <button type="button" class="button quiet small" onClick={() => void wait('none')}>
            {words.waitNone}
          </button>
        )}
      </div>
    </section>
  );
}

const answerNames = ['packaging', 'seal', 'counted', 'noted', 'unpack', 'packaging_kept'] as const;

function About({ claim }: { claim: DeskClaim }) {
  const words = useWords().claim;
  const shared = useShared();
  const formats = useFormats();
  const { order, acceptance } = claim;
  const when = (at: string | null | undefined) => (at ? formats.dateTime(at) : words.notYet);
  return (
    <section class="sheet" aria-labelledby="about">
      <h2 id="about">
        {words.order}{' '}
        <a class="number" href={href(`orders/${encodeURIComponent(order.number)}`)}>
          {order.number}
        </a>
      </h2>
      <dl class="facts small">
        <dt>{words.wish}</dt>
        <dd class="pre">
          {shared.wishes[claim.wish.kind]}
          {claim.wish.words && `. ${claim.wish.words}`}
        </dd>
        <dt>{words.contact}</dt>
        <dd>
          {claim.contact.name}, <a href={`mailto:${claim.contact.email}`}>{claim.contact.email}</a>
          {claim.contact.phone && `, ${claim.contact.phone}`}
        </dd>
        <dt>{words.carrier}</dt>
        <dd>{order.carrier ?? '—'}</dd>
        <dt>{words.terms}</dt>
        <dd>{[order.incoterm, order.regime && words.regimes[order.regime]].filter(Boolean).join(', ') || '—'}</dd>
        <dt>{words.handedOver}</dt>
        <dd>{when(order.handed_over_at)}</dd>
        <dt>{words.promised}</dt>
        <dd>{when(order.promised_at)}</dd>
        <dt>{words.delivered}</dt>
        <dd>{when(order.delivered_at)}</dd>
        <dt>{words.acceptance}</dt>
        <dd>
          {Object.values(acceptance).every((told) => told === null) && '—'}
          <ul>
            {(['delivered_at', 'noticed_at'] as const).map(
              (name) =>
                acceptance[name] && (
                  <li key={name}>
                    {shared.acceptance[name]}: {formats.dateTime(acceptance[name])}
                  </li>
                ),
            )}
            {answerNames.map((name) => {
              const answers: Readonly<Record<string, string>> = shared.answers[name];
              const given = acceptance[name];
              return (
                given && (
                  <li key={name}>
                    {shared.acceptance[name]}: {answers[given] ?? given}
                  </li>
                )
              );
            })}
          </ul>
        </dd>
      </dl>
    </section>
  );
}
