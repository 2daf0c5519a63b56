import { useState } from 'preact/hooks';
import type { DeskClaim } from '../../shared/api/names';
import { TextArea } from '../../shared/form/fields';
import { Form } from '../../shared/form/Form';
import { useFormats } from '../../shared/i18n/language';
import type { Problem } from '../../shared/net/problem';
import { Dialog } from '../../shared/pieces/Dialog';
import { Note, ProblemNote } from '../../shared/pieces/small';
import { useShared } from '../../shared/words';
import { useDoor } from '../session';
import { useWords } from '../words';
import type { Held } from './useClaim';

/** A refusal that has not gone out: its writer may take it back, anybody else sends it or gives it back with a thought. */
export function Refusal({ claim, held }: { claim: DeskClaim; held: Held }) {
  const words = useWords().claim;
  const shared = useShared();
  const formats = useFormats();
  const { session } = useDoor();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const refusal = claim.pending_refusal;
  if (!refusal) {
    return null;
  }
  const own = refusal.by.id === session?.person.id;
  const settle = async (verdict: 'confirm' | 'return') => {
    setMissing(verdict === 'return' && !own && said.trim() === '');
    if (verdict === 'return' && !own && said.trim() === '') {
      return;
    }
    setBusy(true);
    const found = await held.change('POST', '/second-look', { verdict, words: said.trim() || null });
    setBusy(false);
    setProblem(found);
    if (!found) {
      setOpen(false);
      setSaid('');
    }
  };
  return (
    <Note tone="wait">
      <div class="stack tight">
        <p>
          <strong>{own ? words.refusalOwn : words.refusalOthers(refusal.by.name)}</strong>{' '}
          <span class="muted small">
            {refusal.stage !== 'refusal' && `${words.letterKinds[refusal.stage]} · `}
            {formats.dateTime(refusal.at)}
          </span>
        </p>
        <p class="pre quote" lang={claim.language}>
          {refusal.words}
        </p>
        {problem && !open && <ProblemNote problem={problem} />}
        <div class="row">
          {own ? (
            <button type="button" class="button quiet small" disabled={busy} onClick={() => void settle('return')}>
              {words.refusalTakeBack}
            </button>
          ) : (
            <>
              <button type="button" class="button small" disabled={busy} onClick={() => void settle('confirm')}>
                {words.refusalConfirm}
              </button>
              <button type="button" class="button quiet small" disabled={busy} onClick={() => setOpen(true)}>
                {words.refusalReturn}
              </button>
            </>
          )}
        </div>
      </div>
      <Dialog open={open} title={words.refusalReturn} onClose={() => setOpen(false)}>
        <Form onSend={() => void settle('return')}>
          {problem && <ProblemNote problem={problem} />}
          <TextArea
            name="refusal-thought"
            label={words.refusalThought}
            hint={words.refusalThoughtHint}
            error={missing ? words.wordsMissing : undefined}
            value={said}
            onValue={setSaid}
            area={{ rows: 3, maxLength: 4000 }}
          />
          <div class="actions">
            <button type="button" class="button quiet" onClick={() => setOpen(false)}>
              {shared.cancel}
            </button>
            <button type="submit" class="button main" disabled={busy}>
              {words.refusalReturn}
            </button>
          </div>
        </Form>
      </Dialog>
    </Note>
  );
}
