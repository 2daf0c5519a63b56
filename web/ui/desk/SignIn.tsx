import { useState } from 'preact/hooks';
import type { DeskSession } from '../shared/api/names';
import { ErrorSummary, TextField, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { asProblem, type Problem } from '../shared/net/problem';
import { Note, ProblemNote, SignInEnded } from '../shared/pieces/small';
import { client, useDoor } from './session';
import { useWords } from './words';

export function SignIn() {
  const words = useWords().signIn;
  const { ended, enter } = useDoor();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  /** The authenticator's code; asked for when the password fits and this person has one. */
  const [wanted, setWanted] = useState(false);
  const [code, setCode] = useState('');
  const [spare, setSpare] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const found: Record<string, string> = {};
    if (email.trim() === '') {
      found['email'] = words.emailMissing;
    }
    if (password === '') {
      found['password'] = words.passwordMissing;
    }
    if (wanted && code.trim() === '') {
      found['code'] = words.codeMissing;
    }
    setErrors(found);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      return;
    }
    setBusy(true);
    try {
      enter(
        await client.post<DeskSession>('/session', {
          email: email.trim(),
          password,
          code: wanted ? code.trim() : null,
        }),
      );
    } catch (error) {
      const found = asProblem(error);
      if (found.code === 'second_factor_needed') {
        setWanted(true);
        requestAnimationFrame(() => document.getElementById('code')?.focus());
      } else {
        setProblem(found);
      }
      setCode('');
      setBusy(false);
    }
  };
  return (
    <Form class="door stack" onSend={() => void submit()}>
      <Title tab={words.tab}>{words.title}</Title>
      {ended && <SignInEnded />}
      <ErrorSummary errors={errors} />
      {problem &&
        (problem.code === 'sign_in_failed' ? (
          <Note tone="bad" live>
            {!wanted ? words.failed : spare ? words.spareFailed : words.codeFailed}
          </Note>
        ) : (
          <ProblemNote problem={problem} />
        ))}
      <TextField
        name="email"
        label={words.email}
        error={errors['email']}
        value={email}
        onValue={setEmail}
        input={{ type: 'email', autocomplete: 'username', maxLength: 254 }}
      />
      <TextField
        name="password"
        label={words.password}
        error={errors['password']}
        value={password}
        onValue={setPassword}
        input={{ type: 'password', autocomplete: 'current-password', maxLength: 256 }}
      />
      {wanted && (
        <TextField
          name="code"
          label={spare ? words.spareCode : words.code}
          hint={spare ? words.spareHint : words.codeHint}
          error={errors['code']}
          value={code}
          onValue={setCode}
          input={
            spare
              ? { autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, maxLength: 32 }
              : { inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 16 }
          }
        />
      )}
      {wanted && (
        <p>
          <button
            type="button"
            class="link"
            onClick={() => {
              setSpare(!spare);
              setCode('');
              requestAnimationFrame(() => document.getElementById('code')?.focus());
            }}
          >
            {spare ? words.spareBack : words.spare}
          </button>
        </p>
      )}
      <button type="submit" class="button main" disabled={busy}>
        {words.enter}
      </button>
    </Form>
  );
}
