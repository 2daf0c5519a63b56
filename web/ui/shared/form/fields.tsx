import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../pieces/Icon';
import { useShared } from '../words';

/** What is wrong: a field's name to the words about it. The names are the ids that the summary links to. */
export type Errors = Readonly<Record<string, string>>;

/** Told once above the form. Takes focus whenever a new set of errors comes. */
export function ErrorSummary({ errors }: { errors: Errors }) {
  const words = useShared();
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      box.current?.focus();
      box.current?.scrollIntoView({ block: 'center' });
    }
  }, [errors]);
  if (entries.length === 0) {
    return null;
  }
  return (
    <div class="summary" ref={box} tabIndex={-1} role="alert">
      <h2>{words.summaryTitle(entries.length)}</h2>
      <ul>
        {entries.map(([name, said]) => (
          <li key={name}>
            <a
              href={`#${name}`}
              onClick={(click) => {
                click.preventDefault();
                const field = document.getElementById(name);
                field?.scrollIntoView({ block: 'center' });
                field?.focus({ preventScroll: true });
              }}
            >
              {said}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  const words = useShared();
  return (
    <span class="error" id={id}>
      <Icon name="alert" />
      <span>
        <span class="visually-hidden">{words.error}: </span>
        {children}
      </span>
    </span>
  );
}

interface FieldProps {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  optional?: boolean;
}

function describedBy(props: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const ids = [props.hint ? `${props.name}-hint` : '', props.error ? `${props.name}-error` : ''].filter(Boolean);
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(props.error ? { 'aria-invalid': true } : {}),
  };
}

function Field({ children, ...props }: FieldProps & { children: ComponentChildren }) {
  const words = useShared();
  return (
    <div class={props.error ? 'field wrong' : 'field'}>
      <label for={props.name}>
        {props.label}
        {props.optional && <span class="muted"> · {words.optional}</span>}
      </label>
      {props.hint && (
        <span class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </span>
      )}
      {props.error && <FieldError id={`${props.name}-error`}>{props.error}</FieldError>}
      {children}
    </div>
  );
}

type InputProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  input?: JSX.InputHTMLAttributes<HTMLInputElement>;
};

export function TextField({ value, onValue, input, ...field }: InputProps) {
  return (
    <Field {...field}>
      <input
        class="input"
        {...input}
        id={field.name}
        name={field.name}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(field)}
      />
    </Field>
  );
}

type AreaProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  area?: JSX.TextareaHTMLAttributes<HTMLTextAreaElement>;
};

export function TextArea({ value, onValue, area, ...field }: AreaProps) {
  return (
    <Field {...field}>
      <textarea
        class="input"
        {...area}
        id={field.name}
        name={field.name}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(field)}
      />
    </Field>
  );
}

type SelectProps<Value extends string> = FieldProps & {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValue: (value: Value) => void;
};

export function SelectField<Value extends string>({ value, options, onValue, ...field }: SelectProps<Value>) {
  return (
    <Field {...field}>
      <select
        id={field.name}
        name={field.name}
        class="input"
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one.value === event.currentTarget.value);
          if (chosen) {
            onValue(chosen.value);
          }
        }}
        {...describedBy(field)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface Option<Value extends string> {
  value: Value;
  title: string;
  about?: string;
  unsure?: boolean;
}

type ChoiceProps<Value extends string> = FieldProps & {
  value: Value | null;
  options: readonly Option<Value>[];
  onValue: (value: Value) => void;
  /** The page's heading is the question: the legend is there, but not seen. */
  hideLabel?: boolean;
};

/** One answer among several, each a whole row. */
export function Choices<Value extends string>({ value, options, onValue, hideLabel, ...field }: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset class={field.error ? 'field wrong' : 'field'} {...describedBy(field)}>
      <legend class={hideLabel ? 'visually-hidden' : ''}>{field.label}</legend>
      {field.hint && (
        <span class="hint" id={`${field.name}-hint`}>
          {field.hint}
        </span>
      )}
      {field.error && <FieldError id={`${field.name}-error`}>{field.error}</FieldError>}
      <div class="choices">
        {options.map((one, index) => (
          <label key={one.value} class={one.unsure ? 'choice unsure' : 'choice'}>
            <input
              type="radio"
              id={index === 0 ? field.name : undefined}
              name={group}
              value={one.value}
              checked={value === one.value}
              onChange={() => onValue(one.value)}
            />
            <span>
              <span class="title">{one.title}</span>
              {one.about && <span class="about">{one.about}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface StepperProps {
  name: string;
  label: string;
  value: number | null;
  min: number;
  max: number;
  less: string;
  more: string;
  onValue: (value: number | null) => void;
}

/** A count by thumb or by keyboard. */
export function Stepper({ name, label, value, min, max, less, more, onValue }: StepperProps) {
  const now = value ?? min - 1;
  return (
    <div class="stepper">
      <button type="button" aria-label={less} disabled={now <= min} onClick={() => onValue(Math.max(min, now - 1))}>
        −
      </button>
      <input
        id={name}
        aria-label={label}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={value ?? ''}
        onInput={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          onValue(Number.isFinite(typed) ? Math.trunc(typed) : null);
        }}
      />
      <button type="button" aria-label={more} disabled={now >= max} onClick={() => onValue(Math.min(max, now + 1))}>
        +
      </button>
    </div>
  );
}
