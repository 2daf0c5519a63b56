import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ClaimPage, ClaimState, ClaimSummary, ClaimView } from '../shared/api/names';
import { Title } from '../shared/frame/Frame';
import { useFormats } from '../shared/i18n/language';
import { Chip, Loading, ProblemNote, type Tone } from '../shared/pieces/small';
import { href, navigate } from '../shared/router';
import { usePages, type Piece } from '../shared/usePages';
import { useShared } from '../shared/words';
import { useKeys } from './keys';
import { client, useDoor } from './session';
import { useSliding } from './sliding';
import { askEvery, useLive } from './useLive';
import { useWords } from './words';

export const stateTones: Record<ClaimState, Tone> = {
  received: 'act',
  asking_buyer: 'wait',
  investigating: 'calm',
  waiting_carrier: 'wait',
  decided: 'good',
  closed: 'plain',
};

const isView = (name: string): name is ClaimView =>
  ['open', 'mine', 'due', 'refusals', 'waiting', 'escalated', 'decided', 'closed', 'all'].includes(name);

/** Typing settles before it is sent. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(wait);
  }, [value]);
  return settled;
}

export function Queue({ view: name }: { view: string }) {
  const words = useWords().queue;
  const { refused } = useDoor();
  const view = isView(name) ? name : 'open';
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const get = useCallback(
    (piece: Piece) => client.get<ClaimPage>('/claims', { query: { ...piece, view, q } }),
    [view, q],
  );
  const heard = useRef<() => void>(() => undefined);
  const live = useLive(null, () => heard.current());
  const { value, problem, reload, more, refresh } = usePages(get, (claim: ClaimSummary) => claim.number, {
    everyMs: askEvery(live),
    refused,
  });
  heard.current = refresh;
  const counts = useRef<ClaimPage['counts'] | null>(null);
  counts.current = value?.counts ?? counts.current;
  const row = useSliding<HTMLElement>(`${view} ${words.views.open} ${counts.current ? 'counted' : ''}`);
  return (
    <div class="stack">
      <div class="row apart">
        <Title tab={words.tab}>{words.title}</Title>
        <input
          id="search"
          class="input search"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <nav ref={row} class="tabs sliding" aria-label={words.title}>
        {(Object.keys(words.views) as ClaimView[]).map((one) => (
          <a key={one} href={href(`queue/${one}`)} aria-current={one === view ? 'page' : undefined}>
            {words.views[one]} {counts.current && <span class="count">{counts.current[one]}</span>}
          </a>
        ))}
      </nav>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value && <Rows page={value} onMore={more} empty={q ? words.nothingFound : words.empty[view]} />}
    </div>
  );
}

function Rows({ page, onMore, empty }: { page: ClaimPage; onMore: () => void; empty: string }) {
  const words = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (by: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('a.open') ?? [])];
    const now = links.findIndex((link) => link === document.activeElement);
    links[now < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, now + by))]?.focus();
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    '/': () => document.getElementById('search')?.focus(),
  });
  if (page.items.length === 0) {
    return <p class="muted">{empty}</p>;
  }
  return (
    <>
      <div class="scroll-x" tabIndex={0} role="group" aria-label={words.queue.title}>
        <table class="table queue" role="table">
          <thead>
            <tr>
              <th scope="col">{words.queue.due}</th>
              <th scope="col">{words.queue.claim}</th>
              <th scope="col">{words.queue.buyer}</th>
              <th scope="col">{words.queue.about}</th>
              <th scope="col">{words.queue.state}</th>
              <th scope="col" class="right">
                {words.queue.lines}
              </th>
              <th scope="col">{words.queue.updated}</th>
            </tr>
          </thead>
          <tbody ref={body} role="rowgroup">
            {page.items.map((claim) => (
              <Row key={claim.number} claim={claim} />
            ))}
          </tbody>
        </table>
      </div>
      {page.next_cursor && (
        <p>
          <button type="button" class="button quiet small" onClick={onMore}>
            {words.more}
          </button>
        </p>
      )}
    </>
  );
}

/** When the next answer is due: how far away, red once it is late. */
export function Due({ claim }: { claim: Pick<ClaimSummary, 'next_answer_by' | 'waiting_for'> }) {
  const words = useWords().queue;
  const formats = useFormats();
  const at = claim.next_answer_by;
  if (!at) {
    return <span class="muted">{claim.waiting_for.includes('buyer') ? words.noDue : '—'}</span>;
  }
  const late = new Date(at).getTime() < Date.now();
  return (
    <span class={late ? 'due late' : 'due'} title={formats.dateTime(at)}>
      {formats.relative(at)}
      {late && <span class="tiny"> · {words.late}</span>}
    </span>
  );
}

function Row({ claim }: { claim: ClaimSummary }) {
  const words = useWords().queue;
  const shared = useShared();
  const formats = useFormats();
  const path = `claims/${encodeURIComponent(claim.number)}`;
  return (
    <tr
      role="row"
      onClick={(event) => {
        if (!(event.target instanceof Element && event.target.closest('a'))) {
          navigate(path);
        }
      }}
    >
      <td role="cell">
        <Due claim={claim} />
      </td>
      <td role="cell">
        <a class="open number nowrap" href={href(path)}>
          {claim.number}
        </a>
        <br />
        <span class="small muted">{claim.order}</span>
      </td>
      <td role="cell">
        {claim.buyer_name}
        <br />
        <span class="small muted">{claim.carrier}</span>
      </td>
      <td role="cell">{claim.kinds.map((kind) => shared.kinds[kind]).join(', ')}</td>
      <td role="cell">
        <Chip tone={stateTones[claim.state]}>{shared.claimStates[claim.state]}</Chip>{' '}
        {claim.escalated_at && <Chip tone="bad">{words.escalated}</Chip>}{' '}
        {claim.refusal_proposed_at && <Chip tone="wait">{words.refusal}</Chip>}
        {claim.assignee && <span class="small muted has"> {words.has(claim.assignee)}</span>}
      </td>
      <td role="cell" class="right" data-name={words.lines}>
        {words.decidedOf(claim.lines - claim.undecided_lines, claim.lines)}
      </td>
      <td role="cell" class="nowrap muted small">
        {formats.relative(claim.updated_at)}
      </td>
    </tr>
  );
}
