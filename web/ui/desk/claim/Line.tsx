import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DeskClaim, Fact, Party, Proposal } from '../../shared/api/names';
import { Choices, ErrorSummary, TextArea, TextField, type Errors } from '../../shared/form/fields';
import { Form } from '../../shared/form/Form';
import { useFormats } from '../../shared/i18n/language';
import type { Problem } from '../../shared/net/problem';
import { Thumbs } from '../../shared/photos/Photos';
import { Dialog } from '../../shared/pieces/Dialog';
import { Chip, Note, ProblemNote } from '../../shared/pieces/small';
import { useShared } from '../../shared/words';
import { factSource, factValue, useWords } from '../words';
import { decisionFault, equalShares, sharing, type Share } from './decision';
import type { Held } from './useClaim';

type ClaimLine = DeskClaim['lines'][number];

interface LineProps {
  line: ClaimLine;
  closed: boolean;
  change: Held['change'];
}

/** One line: what the buyer says, what is known, what the rules say of it, and what was decided. */
export function Line({ line, closed, change }: LineProps) {
  const words = useWords().claim;
  const shared = useShared();
  const formats = useFormats();
  const of = `${formats.number(line.quantity_ordered)} ${line.unit}`;
  const place = useRef<HTMLElement>(null);
  const decided = useRef(line.decision !== null);
  useEffect(() => {
    // The button that decided is gone with the proposal: what took its place takes the keyboard too.
    if (line.decision && !decided.current && document.activeElement === document.body) {
      place.current?.querySelector<HTMLElement>('.decided h3')?.focus();
    }
    decided.current = line.decision !== null;
  }, [line.decision]);
  return (
    <section
      ref={place}
      id={`line-${line.line}`}
      class="sheet line"
      aria-label={`${words.line} ${line.line}: ${line.name}`}
    >
      <header class="row apart">
        <h2>{line.name}</h2>
        <Chip tone="calm">{line.content_kind ? shared.contentKinds[line.content_kind] : shared.kinds[line.kind]}</Chip>
      </header>
      <p class="small muted">
        {line.sku} ·{' '}
        {line.quantity === null ? words.unknownQuantity : words.affected(formats.number(line.quantity), of)}
      </p>
      <p class="pre quote">{line.words}</p>
      <Thumbs pictures={line.pictures} />
      <Facts line={line} closed={closed} change={change} />
      {line.decision ? (
        <Decided line={line} closed={closed} change={change} />
      ) : (
        <Undecided line={line} closed={closed} change={change} />
      )}
    </section>
  );
}

function Facts({ line, closed, change }: LineProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<Fact | null>(null);
  return (
    <>
      <div class="scroll-x" tabIndex={0} role="group" aria-label={words.claim.facts}>
        <table class="table facts-table" role="table">
          <caption class="visually-hidden">{words.claim.facts}</caption>
          <thead>
            <tr>
              <th scope="col">{words.claim.fact}</th>
              <th scope="col">{words.claim.value}</th>
              <th scope="col">{words.claim.source}</th>
              {!closed && (
                <th scope="col">
                  <span class="visually-hidden">{words.claim.change}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {line.facts.map((fact) => (
              <tr key={fact.name} role="row">
                <th scope="row" role="rowheader">
                  {words.claim.factNames[fact.name]}
                </th>
                <td role="cell" class={fact.value === null ? 'unknown' : ''}>
                  {factValue(words, fact.name, fact.value)}
                </td>
                <td role="cell" class="muted whence">
                  {fact.set_by?.name ?? (fact.source && words.claim.sources[fact.source])}
                  {fact.words && <span class="tiny from">{factSource(words, fact)}</span>}
                </td>
                {!closed && (
                  <td role="cell" class="right">
                    <button
                      type="button"
                      class="link"
                      aria-label={words.claim.changeFact(words.claim.factNames[fact.name])}
                      onClick={() => setChosen(fact)}
                    >
                      {words.claim.change}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        open={chosen !== null}
        title={chosen ? words.claim.factNames[chosen.name] : ''}
        onClose={() => setChosen(null)}
      >
        {chosen && <FactForm line={line} fact={chosen} change={change} onDone={() => setChosen(null)} />}
      </Dialog>
    </>
  );
}

interface FactFormProps {
  line: ClaimLine;
  fact: Fact;
  change: Held['change'];
  onDone: () => void;
}

function FactForm({ line, fact, change, onDone }: FactFormProps) {
  const words = useWords();
  const shared = useShared();
  const id = useId();
  const [value, setValue] = useState(fact.value);
  const [said, setSaid] = useState(fact.source === 'agent' ? (fact.words ?? '') : '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (next: string | null) => {
    setBusy(true);
    const found = await change('PUT', `/lines/${line.line}/facts/${fact.name}`, {
      value: next,
      words: said.trim() || null,
    });
    setBusy(false);
    setProblem(found);
    if (!found) {
      onDone();
    }
  };
  const values = fact.name === 'kind' ? fact.allowed : [...fact.allowed, 'unobtainable'];
  return (
    <Form onSend={() => void save(value)}>
      {problem && <ProblemNote problem={problem} />}
      <Choices
        name={id}
        label={words.claim.value}
        value={value}
        options={values.map((one) => ({
          value: one,
          title: factValue(words, fact.name, one),
          unsure: one === 'unobtainable',
        }))}
        onValue={setValue}
      />
      <TextField
        name={`${id}-words`}
        label={words.claim.factWords}
        optional
        value={said}
        onValue={setSaid}
        input={{ maxLength: 1000 }}
      />
      <div class="actions">
        {fact.source === 'agent' && (
          <button type="button" class="button bare" disabled={busy} onClick={() => void save(null)}>
            {words.claim.takeBack}
          </button>
        )}
        <button type="button" class="button quiet" onClick={onDone}>
          {shared.cancel}
        </button>
        <button type="submit" class="button main" disabled={busy || value === null}>
          {words.save}
        </button>
      </div>
    </Form>
  );
}

export function ProposalWords({ proposal }: { proposal: Proposal }) {
  const words = useWords().claim;
  const party = proposal.party ? words.byRules(words.answers[proposal.party]) : null;
  return (
    <div class="stack tight">
      <p>{proposal.outcome === 'decided' && party ? <strong>{party}</strong> : words.outcomes[proposal.outcome]}</p>
      {proposal.question && (
        <p>
          {words.question}: <strong>{proposal.question.text}</strong>
          {proposal.question.fact && <span class="muted"> ({words.factNames[proposal.question.fact]})</span>}
        </p>
      )}
      {proposal.unknown.length > 0 && (
        <p class="small muted">
          {words.missing}: {proposal.unknown.map((fact) => words.factNames[fact]).join(', ')}
        </p>
      )}
      {proposal.rows.length > 0 && (
        <details class="small">
          <summary>{proposal.outcome === 'decided' ? words.rows : words.rowsMay}</summary>
          <ul>
            {proposal.rows.map((row) => (
              <li key={row.row}>
                {words.row(row.row)}: <strong>{row.party === 'ask' ? words.ask : words.parties[row.party]}</strong>.{' '}
                {row.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Undecided({ line, closed, change }: LineProps) {
  const words = useWords().claim;
  const [deciding, setDeciding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const { party } = line.proposal;
  const ready = line.proposal.outcome === 'decided' && party !== null;
  const accept = async () => {
    setBusy(true);
    setProblem(await change('POST', `/lines/${line.line}/decision`, { party }));
    setBusy(false);
  };
  return (
    <div class="proposal">
      <h3>{words.proposal}</h3>
      <ProposalWords proposal={line.proposal} />
      {problem && <ProblemNote problem={problem} />}
      {!closed && (
        <div class="row">
          {ready && party && (
            <button type="button" class="button main small" disabled={busy} onClick={() => void accept()}>
              {words.accept(words.answers[party])}
            </button>
          )}
          <button type="button" class="button quiet small" onClick={() => setDeciding(true)}>
            {ready ? words.other : words.decide}
          </button>
        </div>
      )}
      <Dialog open={deciding} title={words.decision} onClose={() => setDeciding(false)}>
        <DecisionForm line={line} change={change} onDone={() => setDeciding(false)} />
      </Dialog>
    </div>
  );
}

function Decided({ line, closed, change }: LineProps) {
  const words = useWords().claim;
  const formats = useFormats();
  const [deciding, setDeciding] = useState(false);
  const { decision } = line;
  if (!decision) {
    return null;
  }
  const shares = sharing(decision.party).map((one) => `${words.parties[one]} ${decision.shares[one] ?? 0} %`);
  return (
    <div class="proposal decided">
      <h3 tabIndex={-1}>{words.decision}</h3>
      <p>
        <strong class="party">{words.answers[decision.party]}</strong>
        {shares.length > 0 && <span class="muted"> ({shares.join(', ')})</span>}
      </p>
      <p class="small muted">
        {words.decidedBy(decision.by.name, formats.dateTime(decision.at))}
        {decision.rows.length > 0 && ` · ${decision.rows.map((row) => words.row(row)).join(', ')}`}
      </p>
      {decision.override_reason && (
        <Note tone="wait">
          <p class="small">
            {decision.proposed_party === null
              ? words.overriddenNone
              : decision.proposed_party === decision.party
                ? words.remark
                : words.overridden(words.parties[decision.proposed_party])}
          </p>
          <p class="pre">{decision.override_reason}</p>
        </Note>
      )}
      {!closed && (
        <p>
          <button type="button" class="button quiet small" onClick={() => setDeciding(true)}>
            {words.replace}
          </button>
        </p>
      )}
      <Dialog open={deciding} title={words.decision} onClose={() => setDeciding(false)}>
        <DecisionForm line={line} change={change} onDone={() => setDeciding(false)} />
      </Dialog>
    </div>
  );
}

function DecisionForm({ line, change, onDone }: { line: ClaimLine; change: Held['change']; onDone: () => void }) {
  const words = useWords().claim;
  const shared = useShared();
  const id = useId();
  const [party, setParty] = useState<Party | null>(line.decision?.party ?? line.proposal.party);
  const [shares, setShares] = useState<Partial<Record<Share, number>>>(line.decision?.shares ?? {});
  const [reason, setReason] = useState(line.decision?.override_reason ?? '');
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const differs = party !== null && (line.proposal.outcome !== 'decided' || party !== line.proposal.party);
  const sharers = party ? sharing(party) : [];
  const current = {
    ...(party ? equalShares(party) : {}),
    ...Object.fromEntries(Object.entries(shares).filter(([name]) => sharers.includes(name as Share))),
  };
  const save = async () => {
    const fault = decisionFault(party, current, differs, reason);
    const at = fault === 'reason' ? `${id}-reason` : fault === 'shares' ? `${id}-${sharers[0] ?? ''}` : id;
    setErrors(
      fault
        ? { [at]: { party: words.partyMissing, reason: words.reasonMissing, shares: words.sharesWrong }[fault] }
        : {},
    );
    setProblem(null);
    if (fault) {
      return;
    }
    setBusy(true);
    const found = await change('POST', `/lines/${line.line}/decision`, {
      party,
      shares: sharers.length > 0 ? current : null,
      override_reason: differs ? reason.trim() : null,
    });
    setBusy(false);
    setProblem(found);
    if (!found) {
      onDone();
    }
  };
  return (
    <Form onSend={() => void save()}>
      <ProposalWords proposal={line.proposal} />
      <ErrorSummary errors={errors} />
      {problem && <ProblemNote problem={problem} />}
      <Choices<Party>
        name={id}
        label={words.party}
        error={errors[id]}
        value={party}
        options={(Object.keys(words.parties) as Party[]).map((value) => ({ value, title: words.parties[value] }))}
        onValue={setParty}
      />
      {sharers.length > 0 && (
        <div class="row" role="group" aria-label={words.shares}>
          {sharers.map((one) => (
            <TextField
              key={one}
              name={`${id}-${one}`}
              label={`${words.parties[one]}, %`}
              error={errors[`${id}-${one}`]}
              value={String(current[one] ?? 0)}
              onValue={(typed) => setShares({ ...current, [one]: Math.trunc(Number(typed)) || 0 })}
              input={{ type: 'number', min: 0, max: 100, inputMode: 'numeric' }}
            />
          ))}
        </div>
      )}
      {differs && (
        <TextArea
          name={`${id}-reason`}
          label={words.reason}
          hint={words.reasonHint}
          error={errors[`${id}-reason`]}
          value={reason}
          onValue={setReason}
          area={{ rows: 3, maxLength: 2000 }}
        />
      )}
      <div class="actions">
        <button type="button" class="button quiet" onClick={onDone}>
          {shared.cancel}
        </button>
        <button type="submit" class="button main" disabled={busy}>
          {words.decide}
        </button>
      </div>
    </Form>
  );
}
