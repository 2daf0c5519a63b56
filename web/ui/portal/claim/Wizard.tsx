import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PortalClaim, PortalOrder } from '../../shared/api/names';
import { ErrorSummary, type Errors } from '../../shared/form/fields';
import { Title } from '../../shared/frame/Frame';
import { Unavailable } from '../../shared/frame/Missing';
import { useLanguage } from '../../shared/i18n/language';
import { kept } from '../../shared/kept';
import { randomId } from '../../shared/net/client';
import type { Problem } from '../../shared/net/problem';
import { Icon } from '../../shared/pieces/Icon';
import { Bar, Loading, Note, ProblemNote } from '../../shared/pieces/small';
import { href, navigate } from '../../shared/router';
import { fieldWords, useShared } from '../../shared/words';
import { useOrder } from '../OrderPage';
import { client, useDoor } from '../session';
import { useWords, type PortalWords } from '../words';
import { Check } from './Check';
import {
  dropDraft,
  expectedCount,
  faultOf,
  firstOpen,
  freshLine,
  inputOf,
  keyOf,
  nameOf,
  readDraft,
  stepOfField,
  stepsOf,
  withKey,
  writeDraft,
  type Draft,
  type Step,
} from './draft';
import { useLinePhotos } from './linePhotos';
import { Question } from './Question';

export function Wizard({ stepName }: { stepName: string | null }) {
  const { value: order, problem, reload } = useOrder();
  if (problem && !order) {
    return <Unavailable problem={problem} onRetry={reload} />;
  }
  return order ? <Asking key={order.number} order={order} stepName={stepName} /> : <Loading />;
}

function begin(order: PortalOrder): Draft {
  const draft = readDraft(kept, order);
  const only = order.lines.length === 1 ? order.lines[0] : undefined;
  return only && draft.lines.length === 0 ? { ...draft, lines: [freshLine(only.line)] } : draft;
}

export function questionOf(words: PortalWords, step: Step): { ask: string; why: string } {
  return step.is === 'answer' ? words.claim.answerQuestions[step.name] : words.claim.questions[step.is];
}

function Asking({ order, stepName }: { order: PortalOrder; stepName: string | null }) {
  const words = useWords();
  const shared = useShared();
  const { language } = useLanguage();
  const { refused } = useDoor();
  const [draft, setDraft] = useState(() => begin(order));
  const [stays, setStays] = useState(true);
  const [errors, setErrors] = useState<Errors>({});
  const [serverErrors, setServerErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const latest = useRef(draft);
  const steps = useMemo(() => stepsOf(draft, order), [draft, order]);
  const index = steps.findIndex((step) => nameOf(step) === stepName);
  const step = steps[index];
  const count = expectedCount(draft, order);

  const keep = (next: Draft) => {
    latest.current = next;
    setDraft(next);
    setStays(writeDraft(kept, order.number, next));
  };
  const photos = useLinePhotos(draft, (line, pictures) => {
    const now = latest.current;
    keep({ ...now, lines: now.lines.map((one) => (one.line === line ? { ...one, pictures } : one)) });
  });
  useEffect(() => {
    // Another tab of this browser tells the same story: its answers count here too, and what it sent is sent.
    const heard = (event: StorageEvent) => {
      if (event.key === keyOf(order.number)) {
        latest.current = begin(order);
        setDraft(latest.current);
        if (event.newValue === null) {
          navigate('', { replace: true });
        }
      }
    };
    window.addEventListener('storage', heard);
    return () => window.removeEventListener('storage', heard);
  }, [order]);
  useEffect(() => {
    const open = nameOf(firstOpen(draft, order, Date.now()));
    if (!step) {
      navigate(`claim/${open}`, { replace: true });
    } else if (index > 0 && steps[0] && open === nameOf(steps[0])) {
      // Nothing is begun here: the claim was sent, and "back" led into its form.
      navigate('', { replace: true });
    }
    setErrors({});
    setProblem(null);
    setWaiting(false);
    // Only a new address moves the page; answering does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stepName]);
  useEffect(() => {
    if (waiting && !photos.sending) {
      setWaiting(false);
      void send();
    }
    // The last photograph has arrived, or has failed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [waiting, photos.sending]);
  if (!step) {
    return <Loading />;
  }

  const move = (by: number) => {
    const to = steps[index + by];
    navigate(to ? `claim/${nameOf(to)}` : '');
  };
  const next = () => {
    const fault = faultOf(step, draft, order, Date.now());
    if (fault) {
      setErrors({ answer: words.claim.faults[fault] });
      return;
    }
    const others = Object.fromEntries(Object.entries(serverErrors).filter(([name]) => name !== nameOf(step)));
    setServerErrors(others);
    // Answers decide what is asked next, so the list is made anew.
    const now = stepsOf(draft, order);
    const to =
      Object.keys(others)[0] ??
      nameOf(now[now.findIndex((one) => nameOf(one) === nameOf(step)) + 1] ?? { is: 'check' });
    navigate(`claim/${to}`);
  };
  async function send() {
    if (photos.sending) {
      setWaiting(true);
      return;
    }
    if (photos.failed.length > 0) {
      return;
    }
    const open = firstOpen(draft, order, Date.now());
    if (open.is !== 'check') {
      navigate(`claim/${nameOf(open)}`);
      return;
    }
    const input = inputOf(draft, order, language);
    const keyed = withKey(draft, input, randomId);
    keep(keyed);
    setBusy(true);
    setProblem(null);
    try {
      const claim = await client.post<PortalClaim>('/claims', input, { idempotencyKey: keyed.sent?.key ?? randomId() });
      dropDraft(kept, order.number);
      navigate(`claims/${claim.number}/sent`, { replace: true });
    } catch (error) {
      const found = refused(error);
      const named: Record<string, string> = {};
      for (const one of found.fields) {
        const where = stepOfField(one.field, draft);
        if (where && steps.some((each) => nameOf(each) === where)) {
          named[where] = fieldWords(shared, one.code);
        }
      }
      setServerErrors(named);
      setProblem(found);
      setBusy(false);
    }
  }

  const question = questionOf(words, step);
  const concerned = 'line' in step ? order.lines.find((line) => line.line === step.line) : undefined;
  const told = serverErrors[nameOf(step)];
  return (
    <form
      class="narrow stack question"
      data-step={nameOf(step)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step.is === 'check') {
          void send();
        } else {
          next();
        }
      }}
    >
      <nav class="row apart">
        <button type="button" class="button bare small back" onClick={() => move(-1)}>
          <Icon name="back" />
          {words.back}
        </button>
        <span class="small muted">{words.claim.step(index + 1, count)}</span>
      </nav>
      <Bar share={(index + 1) / count} label={words.claim.step(index + 1, count)} />
      {concerned && order.lines.length > 1 && <p class="concerned">{words.claim.ofLine(concerned.name)}</p>}
      <Title tab={question.ask} change={nameOf(step)}>
        {question.ask}
      </Title>
      <p class="muted">{question.why}</p>
      <ErrorSummary errors={errors['answer'] ? errors : told ? { answer: told } : noErrors} />
      {step.is === 'check' ? (
        <>
          {problem && Object.keys(serverErrors).length === 0 && <ProblemNote problem={problem} />}
          {problem && Object.keys(serverErrors).length > 0 && (
            <Note tone="bad" live>
              <p>{shared.problems.invalid_input}</p>
              <ul>
                {Object.entries(serverErrors).map(([name, said]) => (
                  <li key={name}>
                    <a href={href(`claim/${name}`)}>{said}</a>
                  </li>
                ))}
              </ul>
            </Note>
          )}
          {photos.failed.length > 0 && (
            <Note tone="bad" live>
              <p>{words.claim.photosFailed}</p>
              <ul>
                {photos.failed.map((line) => (
                  <li key={line}>
                    <a href={href(`claim/photos-${line}`)}>
                      {order.lines.find((one) => one.line === line)?.name ?? words.claim.photosFailed}
                    </a>
                  </li>
                ))}
              </ul>
            </Note>
          )}
          {photos.sending && (
            <Note tone="wait" live>
              {waiting ? words.claim.photosThenSent : words.claim.photosSending}
            </Note>
          )}
          <Check draft={draft} order={order} />
        </>
      ) : (
        <Question
          key={nameOf(step)}
          step={step}
          draft={draft}
          order={order}
          error={errors['answer'] ?? told}
          keep={keep}
          photosOf={photos.queueOf}
        />
      )}
      <button type="submit" class="button main whole" disabled={busy || waiting}>
        {step.is === 'check' ? (busy || waiting ? words.claim.sending : words.claim.send) : words.next}
      </button>
      <p class="small muted">
        {stays ? words.claim.saved : words.claim.notSaved}{' '}
        <a class="nowrap" href={href('')}>
          {words.claim.leave}
        </a>
      </p>
    </form>
  );
}

const noErrors: Errors = {};
