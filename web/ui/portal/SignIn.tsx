import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PortalSession } from '../shared/api/names';
import { ErrorSummary, TextField, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { useLanguage } from '../shared/i18n/language';
import { keptInTab } from '../shared/kept';
import { asProblem, type Problem } from '../shared/net/problem';
import { Note, ProblemNote, SignInEnded } from '../shared/pieces/small';
import { here, navigate } from '../shared/router';
import { keepAsked, readAsked, type Asked } from './asked';
import { Contact, useCompany } from './company';
import { client, useDoor } from './session';
import { useWords } from './words';

/** The token of a letter's link, taken out of the address at once. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token) {
    window.history.replaceState(null, '', window.location.pathname);
  }
  return token;
}

export function SignIn() {
  const [token, setToken] = useState(takeToken);
  const [oldLink, setOldLink] = useState(false);
  const [asked, setAsked] = useState(() => readAsked(keptInTab, Date.now()));
  const keep = useCallback((next: Asked | null) => {
    keepAsked(keptInTab, next);
    setAsked(next);
  }, []);
  useEffect(() => {
    // A second link opened in the same window changes the fragment only.
    const look = () => setToken((now) => takeToken() ?? now);
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  const company = useCompany();
  return (
    <div class="narrow stack wide">
      {token ? (
        <ByLink
          token={token}
          onOld={() => {
            setToken(null);
            setOldLink(true);
            keep(null);
          }}
        />
      ) : asked ? (
        <ByCode asked={asked} onAsked={keep} />
      ) : (
        <Ask oldLink={oldLink} onAsked={keep} />
      )}
      {company && <Contact company={company} />}
    </div>
  );
}

/** A link that a mail program opens ahead of its reader must not use itself up: hence a button. */
function ByLink({ token, onOld }: { token: string; onOld: () => void }) {
  const words = useWords().signIn;
  const { enter } = useDoor();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      enter(await client.post<PortalSession>('/session', { token }));
      keepAsked(keptInTab, null);
      navigate('', { replace: true });
    } catch (error) {
      const found = asProblem(error);
      setBusy(false);
      if (found.code === 'sign_in_failed') {
        onOld();
      } else {
        setProblem(found);
      }
    }
  };
  return (
    <div class="stack">
      <Title tab={words.tab}>{words.linkTitle}</Title>
      <p class="lead">{words.linkWords}</p>
      {problem && <ProblemNote problem={problem} />}
      <button type="button" class="button main whole" disabled={busy} onClick={() => void go()}>
        {words.linkEnter}
      </button>
    </div>
  );
}

async function ask(order: string, email: string, language: 'ru' | 'en', challenge?: string): Promise<Asked> {
  const wish = { order, email, language, ...(challenge ? { challenge } : {}) };
  const answer = await client.post<{ expires_in_seconds: number; challenge: string }>('/sign-in-requests', wish);
  const seconds = answer.expires_in_seconds;
  const until = Date.now() + seconds * 1000;
  return { order, email, minutes: Math.round(seconds / 60), challenge: answer.challenge, until };
}

function Ask({ oldLink, onAsked }: { oldLink: boolean; onAsked: (asked: Asked) => void }) {
  const words = useWords().signIn;
  const { language } = useLanguage();
  const { ended } = useDoor();
  const [order, setOrder] = useState('');
  const [email, setEmail] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const found: Record<string, string> = {};
    if (order.trim() === '') {
      found['order'] = words.orderMissing;
    }
    if (email.trim() === '') {
      found['email'] = words.emailMissing;
    } else if (!/^\S+@\S+\.\S+$/.test(email.trim())) {
      found['email'] = words.emailWrong;
    }
    setErrors(found);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      return;
    }
    setBusy(true);
    try {
      onAsked(await ask(order.trim(), email.trim(), language));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Form onSend={() => void submit()}>
      <Title tab={words.tab}>{words.title}</Title>
      {ended ? <SignInEnded /> : <p class="lead">{words.lead}</p>}
      {oldLink && <Note tone="wait">{words.linkOld}</Note>}
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
      <TextField
        name="order"
        label={words.order}
        hint={words.orderHint}
        error={errors['order']}
        value={order}
        onValue={setOrder}
        input={{ autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, maxLength: 64 }}
      />
      <TextField
        name="email"
        label={words.email}
        hint={words.emailHint}
        error={errors['email']}
        value={email}
        onValue={setEmail}
        input={{ type: 'email', autocomplete: 'email', maxLength: 254 }}
      />
      <button type="submit" class="button main whole" disabled={busy}>
        {words.send}
      </button>
    </Form>
  );
}

function ByCode({ asked, onAsked }: { asked: Asked; onAsked: (asked: Asked | null) => void }) {
  const words = useWords().signIn;
  const { language } = useLanguage();
  const { enter } = useDoor();
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(false);
  const entered = useCallback(
    (session: PortalSession) => {
      keepAsked(keptInTab, null);
      enter(session);
      // Whoever was on their way to a claim, or in the middle of telling one, goes on there.
      if (here() === 'sign-in') {
        navigate('', { replace: true });
      }
    },
    [enter],
  );
  const toCode = () => document.getElementById('code')?.focus();
  useEffect(toCode, []);
  useEffect(() => {
    // The letter's link opens a tab of its own: back here, the person is signed in already.
    const look = () => {
      if (!document.hidden) {
        client.get<PortalSession>('/session').then(entered, () => undefined);
      }
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [entered]);
  const submit = async () => {
    setProblem(null);
    if (code.trim() === '') {
      setErrors({ code: words.codeMissing });
      return;
    }
    setErrors({});
    setBusy(true);
    try {
      const { order, email, challenge } = asked;
      entered(await client.post<PortalSession>('/session', { order, email, challenge, code: code.trim() }));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
      toCode();
    }
  };
  const repeat = async () => {
    setProblem(null);
    try {
      onAsked(await ask(asked.order, asked.email, language, asked.challenge));
      setAgain(true);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Form onSend={() => void submit()}>
      <Title tab={words.tab}>{words.sentTitle}</Title>
      <p>{words.sent(asked.email)}</p>
      <p class="muted">{words.lasts(asked.minutes)}</p>
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
      {problem?.status === 429 && <p>{words.useLink}</p>}
      {again && !problem && (
        <Note tone="good" live>
          {words.sentAgain}
        </Note>
      )}
      <TextField
        name="code"
        label={words.code}
        error={errors['code']}
        value={code}
        onValue={setCode}
        input={{ inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 16, class: 'input code' }}
      />
      <button type="submit" class="button main whole" disabled={busy}>
        {words.enter}
      </button>
      <details class="more">
        <summary>{words.noLetter}</summary>
        <div class="stack">
          <p>{words.noLetterWords}</p>
          <div class="row">
            <button type="button" class="button small quiet" onClick={() => void repeat()}>
              {words.again}
            </button>
            <button type="button" class="button small quiet" onClick={() => onAsked(null)}>
              {words.other}
            </button>
          </div>
        </div>
      </details>
    </Form>
  );
}
