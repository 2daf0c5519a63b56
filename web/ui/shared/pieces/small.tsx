import type { ComponentChildren } from 'preact';
import type { Problem } from '../net/problem';
import { useProblemWords, useShared } from '../words';
import { Icon, type IconName } from './Icon';

export type Tone = 'good' | 'wait' | 'bad' | 'calm' | 'act' | 'plain';

export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`chip ${tone}`}>{children}</span>;
}

const icons: Record<'good' | 'wait' | 'bad' | 'calm', IconName> = {
  good: 'check',
  wait: 'clock',
  bad: 'alert',
  calm: 'info',
};

/** A word beside the work. `live` notes are read out when they appear. */
export function Note(props: { tone?: keyof typeof icons; live?: boolean; children: ComponentChildren }) {
  const tone = props.tone ?? 'calm';
  return (
    <div class={`note ${tone}`} {...(props.live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <Icon name={icons[tone]} />
      <div>{props.children}</div>
    </div>
  );
}

/** What went wrong and the way on. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const say = useProblemWords();
  const words = useShared();
  return (
    <Note tone="bad" live>
      <p>{say(problem)}</p>
      {onRetry && (
        <p>
          <button type="button" class="button small quiet" onClick={onRetry}>
            {words.again}
          </button>
        </p>
      )}
    </Note>
  );
}

/** Above a sign-in that nobody asked for: why it is there, and that nothing is lost. */
export function SignInEnded() {
  const words = useShared();
  return (
    <Note tone="wait" live>
      {words.signInEnded}
    </Note>
  );
}

export function Loading() {
  const words = useShared();
  return (
    <div class="stack" role="status" aria-label={words.loading}>
      <div class="wait-line" />
      <div class="wait-line" />
      <div class="wait-line" />
    </div>
  );
}

/** `share` from 0 to 1; null while unknown. */
export function Bar({ share, label }: { share: number | null; label: string }) {
  const value =
    share === null ? {} : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 };
  return (
    <div class={share === null ? 'bar unknown' : 'bar'} role="progressbar" aria-label={label} {...value}>
      <i style={share === null ? {} : { width: `${Math.round(share * 100)}%` }} />
    </div>
  );
}
