import { Title } from '../shared/frame/Frame';
import { Unavailable } from '../shared/frame/Missing';
import { useFormats } from '../shared/i18n/language';
import { Loading } from '../shared/pieces/small';
import { href } from '../shared/router';
import { useClaim } from './ClaimPage';
import { useWords } from './words';

/** What a person needs after filing: that it came, its number, what happens next and when. */
export function SentPage({ number }: { number: string }) {
  const words = useWords().sent;
  const formats = useFormats();
  const { value: claim, problem, reload } = useClaim(number);
  if (problem && !claim) {
    return <Unavailable problem={problem} onRetry={reload} />;
  }
  if (!claim) {
    return <Loading />;
  }
  return (
    <div class="narrow stack wide">
      <div class="sent-card stack">
        <Title tab={words.tab}>{words.title}</Title>
        <p>{words.sorry}</p>
        <p>
          <span class="small">{words.number}</span>
          <br />
          <strong class="number large">{claim.number}</strong>
        </p>
        <p class="small">{words.copy(claim.copy_sent_to)}</p>
      </div>
      <section class="stack" aria-labelledby="next">
        <h2 id="next">{words.nextTitle}</h2>
        {claim.next_answer_by && (
          <p>
            <strong>{words.by(formats.dateTime(claim.next_answer_by))}</strong>
          </p>
        )}
        <ol class="numbered">
          {words.next.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
      <p>
        <a class="button main whole" href={href(`claims/${claim.number}`)}>
          {words.follow}
        </a>
      </p>
    </div>
  );
}
