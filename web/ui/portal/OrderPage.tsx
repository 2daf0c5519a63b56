import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ClaimState, PortalOrder } from '../shared/api/names';
import { Title } from '../shared/frame/Frame';
import { Unavailable } from '../shared/frame/Missing';
import { useFormats } from '../shared/i18n/language';
import { kept } from '../shared/kept';
import { Chip, Loading, Note, type Tone } from '../shared/pieces/small';
import { href } from '../shared/router';
import { useLoaded } from '../shared/useLoaded';
import { dropDraft, emptyDraft, isBegun, readDraft } from './claim/draft';
import { Contact } from './company';
import { client, useDoor } from './session';
import { onItsWay, VideoSheet } from './VideoSheet';
import { useWords } from './words';

export const tones: Record<ClaimState, Tone> = {
  received: 'calm',
  asking_buyer: 'wait',
  investigating: 'calm',
  waiting_carrier: 'calm',
  decided: 'good',
  closed: 'plain',
};

export function useOrder() {
  const { refused } = useDoor();
  const [hurry, setHurry] = useState(false);
  const load = useCallback(() => client.get<PortalOrder>('/order'), []);
  const loaded = useLoaded(load, { everyMs: hurry ? 2000 : 60_000, refused });
  const first = loaded.value?.video_requests[0];
  useEffect(() => setHurry(first !== undefined && onItsWay(first)), [first]);
  return loaded;
}

export function OrderPage() {
  const words = useWords();
  const { value: order, problem, reload } = useOrder();
  if (problem && !order) {
    return <Unavailable problem={problem} onRetry={reload} />;
  }
  if (!order) {
    return <Loading />;
  }
  return (
    <div class="stack wide">
      <header class="ticket">
        <p class="tiny muted">{words.order.from(order.company.name)}</p>
        <Title tab={words.orderTab(order.number)}>
          {words.order.title} <span class="number">{order.number}</span>
        </Title>
        <p class="muted">{words.order.for(order.buyer_name)}</p>
        <Dates order={order} />
      </header>
      {order.status === 'cancelled' && <Note tone="wait">{words.order.cancelled}</Note>}
      <Claims order={order} />
      <Report order={order} />
      <VideoSheet order={order} onChange={reload} />
      <Goods order={order} />
      <Contact company={order.company} />
    </div>
  );
}

function Dates({ order }: { order: PortalOrder }) {
  const words = useWords().order;
  const formats = useFormats();
  const dates = [
    [words.ready, order.ready_at],
    [words.handedOver, order.handed_over_at],
    [words.promised, order.promised_at],
    [words.delivered, order.delivered_at],
  ] as const;
  return (
    <dl class="facts ticket-facts">
      {order.carrier && (
        <>
          <dt>{words.carrier}</dt>
          <dd>{order.carrier}</dd>
        </>
      )}
      {dates.map(
        ([name, at]) =>
          at && (
            <div key={name} class="pair">
              <dt>{name}</dt>
              <dd>{formats.dateTime(at)}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Claims({ order }: { order: PortalOrder }) {
  const words = useWords();
  const formats = useFormats();
  if (order.claims.length === 0) {
    return null;
  }
  return (
    <section class="stack" aria-labelledby="claims">
      <h2 id="claims">{words.order.claims}</h2>
      <ul class="stack tight">
        {order.claims.map((claim) => (
          <li key={claim.number}>
            <a class="sheet card-link" href={href(`claims/${claim.number}`)}>
              <span class="row apart">
                <strong class="number">{claim.number}</strong>
                <Chip tone={tones[claim.state]}>{words.status.states[claim.state]}</Chip>
              </span>
              <span class="small muted">
                {words.order.claimFrom(formats.date(claim.opened_at))} · {words.order.lineCount(claim.lines)}
              </span>
              {claim.next_answer_by && (
                <span class="small">{words.order.answerBy(formats.dateTime(claim.next_answer_by))}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Report({ order }: { order: PortalOrder }) {
  const words = useWords().order;
  const [draft, setDraft] = useState(() => readDraft(kept, order));
  if (!isBegun(draft)) {
    return (
      <section class="sheet call stack">
        <p>{words.reportWords}</p>
        <p>
          <a class="button main whole" href={href('claim')}>
            {words.report}
          </a>
        </p>
      </section>
    );
  }
  return (
    <section class="sheet call stack">
      <p>{words.draftWords}</p>
      <div class="row">
        <a class="button main" href={href('claim')}>
          {words.draft}
        </a>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            dropDraft(kept, order.number);
            setDraft(emptyDraft());
          }}
        >
          {words.dropDraft}
        </button>
      </div>
    </section>
  );
}

/** Of a long order the first lines show what it is; the others open at a touch. */
const linesInSight = 10;

function Lines({ lines }: { lines: PortalOrder['lines'] }) {
  const words = useWords().order;
  const formats = useFormats();
  return (
    <ul class="goods">
      {lines.map((line) => (
        <li key={line.line}>
          <span>
            {line.name}
            <span class="small muted">
              <br />
              {words.article} {line.sku}
            </span>
          </span>
          <span class="nowrap">
            {formats.number(line.quantity)} {line.unit}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Goods({ order }: { order: PortalOrder }) {
  const words = useWords().order;
  const formats = useFormats();
  const shown = order.lines.length > linesInSight + 2 ? linesInSight : order.lines.length;
  const first = order.lines.slice(0, shown);
  const rest = order.lines.slice(shown);
  return (
    <section class="sheet" aria-labelledby="goods">
      <h2 id="goods">{words.goods}</h2>
      <Lines lines={first} />
      {rest.length > 0 && (
        <details class="more">
          <summary>{words.moreLines(rest.length)}</summary>
          <Lines lines={rest} />
        </details>
      )}
      {order.packages.length > 0 && (
        <details class="more">
          <summary>{words.packageCount(order.packages.length)}</summary>
          <ul class="goods">
            {order.packages.map((one) => (
              <li key={one.code}>
                <span class="number">{one.code}</span>
                {one.weight_grams !== null && (
                  <span class="nowrap">{words.kilograms(formats.number(one.weight_grams / 1000))}</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
