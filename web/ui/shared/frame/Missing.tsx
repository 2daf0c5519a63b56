import type { Problem } from '../net/problem';
import { ProblemNote } from '../pieces/small';
import { href } from '../router';
import { useProblemWords, useShared } from '../words';
import { Title } from './Frame';

function Nothing({ title, words }: { title: string; words: string }) {
  const { home } = useShared();
  return (
    <div class="stack">
      <Title tab={title}>{title}</Title>
      <p>{words}</p>
      <p>
        <a class="button" href={href('')}>
          {home}
        </a>
      </p>
    </div>
  );
}

/** An address that is no page. */
export function Missing() {
  const words = useShared();
  return <Nothing title={words.notFoundTitle} words={words.notFoundWords} />;
}

/** A page whose content did not come: there is none, and trying again would not help, or it may come yet. */
export function Unavailable({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const words = useShared();
  const say = useProblemWords();
  if (problem.status === 404) {
    return <Nothing title={say(problem).replace(/\.$/, '')} words={words.notFoundWords} />;
  }
  return (
    <div class="stack">
      <Title tab={words.unavailableTitle}>{words.unavailableTitle}</Title>
      <ProblemNote problem={problem} onRetry={onRetry} />
    </div>
  );
}
