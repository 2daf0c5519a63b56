import { href } from '../router';
import { useShared } from '../words';
import { Title } from './Frame';

/** An address that is no page. */
export function Missing() {
  const words = useShared();
  return (
    <div class="stack">
      <Title tab={words.notFoundTitle}>{words.notFoundTitle}</Title>
      <p>{words.notFoundWords}</p>
      <p>
        <a class="button" href={href('')}>
          {words.home}
        </a>
      </p>
    </div>
  );
}
