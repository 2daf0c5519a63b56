import { useEffect, useState } from 'preact/hooks';
import type { DeskClaim, ReplyStage } from '../../shared/api/names';
import { ErrorSummary, SelectField, TextArea, TextField, type Errors } from '../../shared/form/fields';
import { Form } from '../../shared/form/Form';
import { useFormats } from '../../shared/i18n/language';
import { kept } from '../../shared/kept';
import { randomId } from '../../shared/net/client';
import type { Problem } from '../../shared/net/problem';
import { Note, ProblemNote } from '../../shared/pieces/small';
import { useToast } from '../../shared/pieces/Toasts';
import { skeletonsFor, useWords } from '../words';
import { authorOf, detailOf, titleOf } from './History';
import { saysNo } from './saysNo';
import { unfilled } from './skeleton';
import type { Held } from './useClaim';

export type Mode = 'reply' | 'note' | 'closing';

const draftKey = (claim: DeskClaim, mode: Mode) => `shipwitness.desk.${claim.number}.${mode}`;

interface ComposerProps {
  claim: DeskClaim;
  held: Held;
  mode: Mode;
  setMode: (mode: Mode) => void;
}

/** Answer, note or closing letter. Each keeps its own draft, over refusals and closed windows. */
export function Composer({ claim, held, mode, setMode }: ComposerProps) {
  const words = useWords().claim;
  return (
    <section class="sheet composer stack" aria-labelledby="composer">
      <h2 id="composer" class="visually-hidden">
        {words.composer}
      </h2>
      <div class="tabs" role="group" aria-label={words.composer}>
        {(Object.keys(words.modes) as Mode[]).map((one) => (
          <button key={one} type="button" aria-pressed={one === mode} onClick={() => setMode(one)}>
            {words.modes[one]}
          </button>
        ))}
      </div>
      <Writing key={`${claim.number} ${mode}`} claim={claim} held={held} mode={mode} />
    </section>
  );
}

function Writing({ claim, held, mode }: { claim: DeskClaim; held: Held; mode: Mode }) {
  const all = useWords();
  const words = all.claim;
  const toast = useToast();
  const key = draftKey(claim, mode);
  const [text, setText] = useState(() => kept.read(key) ?? '');
  const [stage, setStage] = useState<ReplyStage>(
    claim.history.some((event) => event.kind === 'answer_sent') ? 'answer' : 'acknowledge',
  );
  const [promised, setPromised] = useState('');
  const [sendKey, setSendKey] = useState(randomId);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [no, setNo] = useState<string | null>(null);
  useEffect(() => {
    if (text === '') {
      kept.remove(key);
    } else {
      kept.write(key, text);
    }
  }, [key, text]);

  /** What turns the buyer down, a second person sees before the buyer does. The server says what that is. */
  const looked = mode !== 'note' && claim.second_look_stages.includes(mode === 'closing' ? 'closing' : stage);
  const undecidedLine = claim.lines.find((line) => line.decision === null);
  const undecided = mode === 'closing' && undecidedLine !== undefined;
  const paths = { reply: '/messages', note: '/notes', closing: '/closing' };
  /** `as`: the person has looked at what reads like a refusal, and said what it is. */
  const send = async (as?: 'refusal' | 'answer') => {
    const open = mode === 'note' ? [] : unfilled(text, Object.values(skeletonsFor(claim)));
    const fault = text.trim() === '' ? words.wordsMissing : open.length > 0 ? words.unfilled(open) : null;
    setErrors(fault ? { letter: fault } : {});
    setProblem(null);
    if (fault) {
      return;
    }
    const sees = mode === 'reply' && !looked && claim.second_look_stages.includes('refusal');
    const said = sees && !as ? saysNo(text, claim.language) : null;
    setNo(said);
    if (said) {
      return;
    }
    if (as) {
      // The button that was pressed goes away with the question.
      document.getElementById('letter')?.focus();
    }
    setBusy(true);
    const sentAs = as === 'refusal' ? as : stage;
    const body =
      mode === 'reply'
        ? { stage: sentAs, words: text.trim(), promised_at: promised ? new Date(promised).toISOString() : null }
        : { words: text.trim() };
    const found = await held.change('POST', paths[mode], body, { idempotencyKey: sendKey });
    setBusy(false);
    setProblem(found);
    if (!found) {
      setText('');
      setPromised('');
      setStage('answer');
      setSendKey(randomId());
      toast(
        mode === 'note'
          ? words.kept
          : looked || as === 'refusal'
            ? words.refusalProposed
            : mode === 'closing'
              ? words.closed
              : words.sent,
      );
    } else if (!found.passing) {
      // The version goes into the request, so the same key would not be the same request.
      setSendKey(randomId());
    }
  };
  const skeleton = skeletonsFor(claim)[mode === 'closing' ? 'closing' : stage];
  const stale = problem?.code === 'claim_changed';
  return (
    <Form onSend={() => void send()}>
      <ErrorSummary errors={errors} />
      {stale && <News held={held} />}
      {problem && !stale && <ProblemNote problem={problem} />}
      {mode === 'reply' && (
        <div class="row fields">
          <SelectField
            name="stage"
            label={words.stage}
            value={stage}
            options={(Object.keys(words.stages) as ReplyStage[]).map((value) => ({
              value,
              label: words.stages[value],
            }))}
            onValue={setStage}
          />
          <TextField
            name="promised"
            label={words.promisedAt}
            optional
            value={promised}
            onValue={setPromised}
            input={{ type: 'datetime-local' }}
          />
        </div>
      )}
      <TextArea
        name="letter"
        label={mode === 'note' ? words.note : mode === 'closing' ? words.closing : words.letter}
        hint={mode === 'closing' ? words.closingHint : undefined}
        error={errors['letter']}
        value={text}
        onValue={(typed) => {
          setText(typed);
          setSendKey(randomId());
          setNo(null);
        }}
        area={{ rows: mode === 'note' ? 4 : 9, maxLength: 10000, lang: claim.language }}
      />
      {looked && (
        <p class="small muted">{mode === 'reply' && stage === 'refusal' ? words.refusalHint : words.rejectionHint}</p>
      )}
      {undecided && (
        <p class="small">
          <a href={`#line-${undecidedLine.line}`}>{words.undecided}</a>
        </p>
      )}
      {no && (
        <Note tone="wait" live>
          <p>{words.saysNo}</p>
          <p class="said">{no}</p>
          <p class="row">
            <button type="button" class="button small" disabled={busy} onClick={() => void send('refusal')}>
              {words.refusalSend}
            </button>
            <button type="button" class="button small quiet" disabled={busy} onClick={() => void send('answer')}>
              {words.saysNoSend}
            </button>
          </p>
        </Note>
      )}
      <div class="row apart">
        <span class="row">
          <button type="submit" class="button main" disabled={busy || undecided}>
            {mode === 'note' ? words.keep : looked ? words.refusalSend : mode === 'closing' ? words.close : words.send}
          </button>
          {mode !== 'note' && text.trim() === '' && (
            <button type="button" class="button quiet" onClick={() => setText(skeleton)}>
              {words.skeleton}
            </button>
          )}
        </span>
        {text !== '' && <span class="small muted">{words.draftKept}</span>}
      </div>
    </Form>
  );
}

/** After a refusal for an old version: what came in the meantime. */
function News({ held }: { held: Held }) {
  const all = useWords();
  const formats = useFormats();
  return (
    <Note tone="wait" live>
      <p>{all.claim.changed}</p>
      {held.news.length > 0 && (
        <ul class="small">
          {held.news
            .filter((event) => !event.kind.startsWith('letter_'))
            .map((event) => (
              <li key={event.id}>
                {formats.time(event.at)} {authorOf(all, event)}: {titleOf(all, event)} {detailOf(all, event)}
              </li>
            ))}
        </ul>
      )}
    </Note>
  );
}
