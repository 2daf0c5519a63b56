import { useState } from 'preact/hooks';
import type { DeskSession } from '../shared/api/names';
import { ErrorSummary, TextField, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { asProblem, type Problem } from '../shared/net/problem';
import { Note, ProblemNote } from '../shared/pieces/small';
import { client, useDoor } from './session';
import { useWords } from './words';

/** Who one is here, and the spare codes of those who sign in with an authenticator. */
export function Account() {
  const words = useWords().account;
  const { session } = useDoor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (!session) {
    return null;
  }
  const { person, spare_codes_left: left } = session;
  return (
    <div class="stack narrow">
      <Title tab={words.tab}>{words.title}</Title>
      <dl class="facts">
        <dt>{words.name}</dt>
        <dd>{person.name}</dd>
        <dt>{words.email}</dt>
        <dd>{person.email}</dd>
        <dt>{words.role}</dt>
        <dd>{words.roles[person.role]}</dd>
      </dl>
      <section class="sheet stack" aria-labelledby="second">
        <h2 id="second">{words.second}</h2>
        {left === null ? (
          <p>{words.off}</p>
        ) : codes ? (
          <Sheet codes={codes} />
        ) : (
          <Renewal left={left} onCodes={setCodes} />
        )}
      </section>
    </div>
  );
}

/** Asks for what the authenticator shows: a page left open must not give codes to whoever sits down at it. */
function Renewal({ left, onCodes }: { left: number; onCodes: (codes: readonly string[]) => void }) {
  const all = useWords();
  const words = all.account;
  const { session, enter, refused } = useDoor();
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setProblem(null);
    setErrors(code.trim() === '' ? { code: all.signIn.codeMissing } : {});
    if (code.trim() === '') {
      return;
    }
    setBusy(true);
    try {
      const { codes } = await client.post<{ codes: string[] }>('/spare-codes', { code: code.trim() });
      if (session) {
        enter({ ...session, spare_codes_left: codes.length } satisfies DeskSession);
      }
      onCodes(codes);
    } catch (error) {
      const found = asProblem(error);
      setProblem(found.status === 401 ? refused(error) : found);
      setCode('');
      setBusy(false);
    }
  };
  return (
    <Form onSend={() => void send()}>
      <p>{words.left(left)}</p>
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
      <TextField
        name="code"
        label={words.code}
        hint={words.codeHint}
        error={errors['code']}
        value={code}
        onValue={setCode}
        input={{ inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 16 }}
      />
      <button type="submit" class="button" disabled={busy}>
        {words.renew}
      </button>
    </Form>
  );
}

function Sheet({ codes }: { codes: readonly string[] }) {
  const words = useWords().account;
  return (
    <div class="stack" aria-live="polite">
      <h3>{words.codesTitle}</h3>
      <Note tone="wait">{words.once}</Note>
      <ol class="spare-codes">
        {codes.map((code) => (
          <li key={code} class="number">
            {code}
          </li>
        ))}
      </ol>
      <p class="no-print">
        <button type="button" class="button main" onClick={() => window.print()}>
          {words.print}
        </button>
      </p>
    </div>
  );
}
