import type { PortalOrder } from '../../shared/api/names';
import { useFormats } from '../../shared/i18n/language';
import { Thumbs } from '../../shared/photos/Photos';
import { href } from '../../shared/router';
import { useShared } from '../../shared/words';
import { useWords } from '../words';
import { nameOf, stepsOf, type Draft, type Moment, type Step } from './draft';
import { questionOf } from './Wizard';

/** All answers on one page, each with its way back. */
export function Check({ draft, order }: { draft: Draft; order: PortalOrder }) {
  const words = useWords();
  const steps = stepsOf(draft, order).filter((step) => step.is !== 'check');
  const many = order.lines.length > 1;
  return (
    <dl class="answers">
      {steps.map((step) => {
        const line = 'line' in step ? order.lines.find((one) => one.line === step.line) : undefined;
        const ask = questionOf(words, step).ask;
        return (
          <div key={nameOf(step)}>
            <dt>
              {many && line && <span class="tiny">{line.name}</span>}
              {ask}
            </dt>
            <dd>
              <Given step={step} draft={draft} order={order} />
            </dd>
            <dd class="again">
              <a
                href={href(`claim/${nameOf(step)}`)}
                aria-label={`${words.change}: ${ask}${many && line ? ` ${line.name}` : ''}`}
              >
                {words.change}
              </a>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Given({ step, draft, order }: { step: Step; draft: Draft; order: PortalOrder }) {
  const words = useWords();
  const shared = useShared();
  const formats = useFormats();
  const line = 'line' in step ? draft.lines.find((one) => one.line === step.line) : undefined;
  const moment = (at: Moment) => (at === null || at === 'unknown' ? shared.notKnown : formats.dateTime(at));
  switch (step.is) {
    case 'lines':
      return (
        <>
          {order.lines
            .filter((one) => draft.lines.some((mine) => mine.line === one.line))
            .map((one) => one.name)
            .join('; ')}
        </>
      );
    case 'trouble':
      return <>{line?.trouble && words.claim.troubles[line.trouble].title}</>;
    case 'quantity':
      return <>{line?.quantity ? formats.number(line.quantity) : words.claim.quantityUnknown}</>;
    case 'words':
      return <span class="pre">{line?.words}</span>;
    case 'photos':
      return line && line.pictures.length > 0 ? <Thumbs pictures={line.pictures} /> : <>{words.claim.noPhotos}</>;
    case 'delivered':
      return <>{moment(draft.delivered)}</>;
    case 'noticed':
      return <>{moment(draft.noticed)}</>;
    case 'answer': {
      const answers: Readonly<Record<string, string>> = shared.answers[step.name];
      return <>{answers[draft.answers[step.name] ?? ''] ?? shared.notAsked}</>;
    }
    case 'wish':
      return (
        <span class="pre">
          {draft.wish && shared.wishes[draft.wish]}
          {draft.wishWords.trim() && `. ${draft.wishWords.trim()}`}
        </span>
      );
    case 'contact':
      return <>{[draft.contactName, draft.contactPhone].filter(Boolean).join(', ') || words.claim.noContact}</>;
    case 'check':
      return null;
  }
}
