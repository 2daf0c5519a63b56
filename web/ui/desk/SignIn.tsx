import { useState } from 'preact/hooks';
import type { DeskSession } from '../shared/api/names';
import { ErrorSummary, TextField, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { asProblem, type Problem } from '../shared/net/problem';
import { ProblemNote } from '../shared/pieces/small';
import { client, useDoor } from './session';
import { useWords } from './words';

export function SignIn() {
  const words = useWords().signIn;
  const { enter } = useDoor();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
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
    setErrors(found);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      return;
    }
    setBusy(true);
    try {
      enter(await client.post<DeskSession>('/session', { email: email.trim(), password }));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Form class="door stack" onSend={() => void submit()}>
      <Title tab={words.tab}>{words.title}</Title>
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
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
      <button type="submit" class="button main" disabled={busy}>
        {words.enter}
      </button>
    </Form>
  );
}
