import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderLine, Picture, PortalOrder, WishKind } from '../../shared/api/names';
import { Choices, FieldError, Stepper, TextArea, TextField, type Option } from '../../shared/form/fields';
import { useFormats } from '../../shared/i18n/language';
import { upload } from '../../shared/net/upload';
import { Photos } from '../../shared/photos/Photos';
import type { PhotoQueue, Send } from '../../shared/photos/queue';
import { useShared } from '../../shared/words';
import { client } from '../session';
import { useWords } from '../words';
import {
  freshLine,
  linesFound,
  manyLines,
  type AnswerName,
  type Draft,
  type DraftLine,
  type Moment,
  type Step,
  type Trouble,
} from './draft';
import { questionOf } from './Wizard';

interface QuestionProps {
  step: Step;
  draft: Draft;
  order: PortalOrder;
  error: string | undefined;
  keep: (draft: Draft) => void;
  photosOf: (line: number) => PhotoQueue;
}

export const sendPicture: Send = (file, onProgress, signal) =>
  upload<Picture>({
    url: client.url('/pictures'),
    data: file,
    headers: { ...client.headers(true), 'Content-Type': file.type || 'application/octet-stream' },
    onProgress,
    signal,
  });

/** The answer of one page. Everything is kept at once, so a closed page loses nothing. */
export function Question(props: QuestionProps) {
  const { step, draft, order, error, keep } = props;
  const words = useWords();
  const shared = useShared();
  const label = questionOf(words, step).ask;
  const line = 'line' in step ? draft.lines.find((one) => one.line === step.line) : undefined;
  const ordered = 'line' in step ? order.lines.find((one) => one.line === step.line) : undefined;
  const set = (change: Partial<DraftLine>) =>
    keep({ ...draft, lines: draft.lines.map((one) => (one.line === line?.line ? { ...one, ...change } : one)) });

  switch (step.is) {
    case 'lines':
      return <Lines {...props} label={label} />;
    case 'trouble':
      return (
        <Choices<Trouble>
          name="answer"
          label={label}
          hideLabel
          error={error}
          value={line?.trouble ?? null}
          options={(Object.keys(words.claim.troubles) as Trouble[]).map((value) => ({
            value,
            ...words.claim.troubles[value],
          }))}
          onValue={(trouble) => set({ trouble })}
        />
      );
    case 'quantity':
      return <Quantity line={line} ordered={ordered} error={error} set={set} />;
    case 'words':
      return (
        <TextArea
          name="answer"
          label={words.claim.wordsLabel}
          hint={words.claim.wordsHint}
          error={error}
          value={line?.words ?? ''}
          onValue={(said) => set({ words: said })}
          area={{ rows: 6, maxLength: 4000 }}
        />
      );
    case 'photos':
      return (
        <>
          {error && <FieldError id="answer-error">{error}</FieldError>}
          <Photos id="answer" queue={props.photosOf(step.line)} />
        </>
      );
    case 'delivered':
      return (
        <MomentField error={error} value={draft.delivered} onValue={(delivered) => keep({ ...draft, delivered })} />
      );
    case 'noticed':
      return <MomentField error={error} value={draft.noticed} onValue={(noticed) => keep({ ...draft, noticed })} />;
    case 'answer':
      return <Answer name={step.name} draft={draft} label={label} error={error} keep={keep} />;
    case 'wish':
      return (
        <>
          <Choices<WishKind>
            name="answer"
            label={label}
            hideLabel
            error={error}
            value={draft.wish}
            options={(Object.keys(shared.wishes) as WishKind[]).map((value) => ({
              value,
              title: shared.wishes[value],
              unsure: value === 'unknown',
            }))}
            onValue={(wish) => keep({ ...draft, wish })}
          />
          {draft.wish && (
            <TextArea
              name="wish-words"
              label={words.claim.wishWords}
              hint={words.claim.wishHints[draft.wish]}
              optional={draft.wish !== 'other'}
              value={draft.wishWords}
              onValue={(wishWords) => keep({ ...draft, wishWords })}
              area={{ rows: 3, maxLength: 2000 }}
            />
          )}
        </>
      );
    case 'contact':
      return (
        <>
          <TextField
            name="answer"
            label={words.claim.name}
            optional
            value={draft.contactName}
            onValue={(contactName) => keep({ ...draft, contactName })}
            input={{ autocomplete: 'name', maxLength: 200 }}
          />
          <TextField
            name="phone"
            label={words.claim.phone}
            optional
            value={draft.contactPhone}
            onValue={(contactPhone) => keep({ ...draft, contactPhone })}
            input={{ type: 'tel', autocomplete: 'tel', maxLength: 40 }}
          />
        </>
      );
    case 'check':
      return null;
  }
}

function Lines({ draft, order, error, keep, label }: QuestionProps & { label: string }) {
  const words = useWords();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const found = linesFound(draft, order, typed);
  const turn = (line: OrderLine, on: boolean) => {
    const others = draft.lines.filter((one) => one.line !== line.line);
    const lines = on ? [...others, freshLine(line.line)] : others;
    keep({ ...draft, lines: lines.sort((a, b) => a.line - b.line) });
  };
  return (
    <fieldset class={error ? 'field wrong' : 'field'}>
      <legend class="visually-hidden">{label}</legend>
      {error && <FieldError id="answer-error">{error}</FieldError>}
      {order.lines.length > manyLines && (
        <input
          class="input find-line"
          type="search"
          aria-label={words.claim.find}
          placeholder={words.claim.find}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter finds; it does not leave the page.
            if (event.key === 'Enter') {
              event.preventDefault();
            }
          }}
        />
      )}
      {found.length === 0 && <p class="muted">{words.claim.findNone}</p>}
      <div class="choices">
        {found.map((line, index) => (
          <label key={line.line} class="choice">
            <input
              type="checkbox"
              id={index === 0 ? 'answer' : undefined}
              checked={draft.lines.some((one) => one.line === line.line)}
              onChange={(event) => turn(line, event.currentTarget.checked)}
            />
            <span>
              <span class="title">{line.name}</span>
              <span class="about">
                {line.sku} · {words.claim.ordered(`${formats.number(line.quantity)} ${line.unit}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Unsure({ checked, onChecked }: { checked: boolean; onChecked: (on: boolean) => void }) {
  const words = useWords();
  return (
    <label class="choice unsure">
      <input type="checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />
      <span class="title">{words.claim.unsure}</span>
    </label>
  );
}

interface QuantityProps {
  line: DraftLine | undefined;
  ordered: OrderLine | undefined;
  error: string | undefined;
  set: (change: Partial<DraftLine>) => void;
}

function Quantity({ line, ordered, error, set }: QuantityProps) {
  const words = useWords();
  const formats = useFormats();
  const max = ordered?.quantity ?? 1;
  const count = line?.quantity;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      {error && <FieldError id="answer-error">{error}</FieldError>}
      <div class="row">
        <Stepper
          name="answer"
          label={words.claim.quantityLabel}
          less={words.claim.less}
          more={words.claim.more}
          value={count ?? null}
          min={1}
          max={max}
          onValue={(quantity) => set({ quantity: quantity ?? undefined } as Partial<DraftLine>)}
        />
        <span class="muted">{words.claim.ordered(`${formats.number(max)} ${ordered?.unit ?? ''}`)}</span>
      </div>
      <Unsure
        checked={count === null}
        onChecked={(on) => set({ quantity: on ? null : undefined } as Partial<DraftLine>)}
      />
    </div>
  );
}

function MomentField({
  value,
  error,
  onValue,
}: {
  value: Moment;
  error: string | undefined;
  onValue: (value: Moment) => void;
}) {
  const words = useWords();
  return (
    <>
      <TextField
        name="answer"
        label={words.claim.moment}
        hint={words.claim.momentHint}
        error={error}
        value={value === 'unknown' ? '' : (value ?? '')}
        onValue={(typed) => onValue(typed === '' ? null : typed)}
        input={{ type: 'datetime-local', class: 'input moment' }}
      />
      <Unsure checked={value === 'unknown'} onChecked={(on) => onValue(on ? 'unknown' : null)} />
    </>
  );
}

interface AnswerProps {
  name: AnswerName;
  draft: Draft;
  label: ComponentChildren;
  error: string | undefined;
  keep: (draft: Draft) => void;
}

function Answer({ name, draft, label, error, keep }: AnswerProps) {
  const answers: Readonly<Record<string, string>> = useShared().answers[name];
  const options: Option<string>[] = Object.entries(answers).map(([value, title]) => ({
    value,
    title,
    unsure: value === 'unknown',
  }));
  return (
    <Choices
      name="answer"
      label={label}
      hideLabel
      error={error}
      value={draft.answers[name] ?? null}
      options={options}
      onValue={(value) => keep({ ...draft, answers: { ...draft.answers, [name]: value } })}
    />
  );
}
