import { useCallback, useState } from 'preact/hooks';
import type { Letter, LetterPage, LetterState, VideoRequest, VideoRequestState } from '../shared/api/names';
import { Title } from '../shared/frame/Frame';
import { useFormats } from '../shared/i18n/language';
import { Films } from '../shared/pieces/Film';
import { Chip, Loading, ProblemNote } from '../shared/pieces/small';
import { href } from '../shared/router';
import { usePages, type PageOf, type Piece } from '../shared/usePages';
import { useShared } from '../shared/words';
import { Approval, videoTones } from './claim/Footage';
import { client, useDoor } from './session';
import { useSliding } from './sliding';
import { useWords } from './words';

interface FilterProps<Name extends string> {
  label: string;
  all: string;
  names: Readonly<Record<Name, string>>;
  value: Name | '';
  onValue: (value: Name | '') => void;
}

function Filter<Name extends string>({ label, all, names, value, onValue }: FilterProps<Name>) {
  const entries = Object.entries(names) as [Name, string][];
  const row = useSliding<HTMLDivElement>(`${value} ${all}`);
  return (
    <div ref={row} class="tabs sliding" role="group" aria-label={label}>
      {([['', all], ...entries] as [Name | '', string][]).map(([name, title]) => (
        <button key={name} type="button" aria-pressed={value === name} onClick={() => onValue(name)}>
          {title}
        </button>
      ))}
    </div>
  );
}

function More({ onMore }: { onMore: () => void }) {
  const words = useWords();
  return (
    <p>
      <button type="button" class="button quiet small" onClick={onMore}>
        {words.more}
      </button>
    </p>
  );
}

export function Videos() {
  const all = useWords();
  const words = all.videos;
  const shared = useShared();
  const formats = useFormats();
  const { refused, session } = useDoor();
  const [state, setState] = useState<VideoRequestState | ''>('');
  const get = useCallback(
    (piece: Piece) => client.get<PageOf<VideoRequest>>('/video-requests', { query: { ...piece, state } }),
    [state],
  );
  const { value, problem, reload, more } = usePages(get, (request: VideoRequest) => request.id, {
    everyMs: 10_000,
    refused,
  });
  return (
    <div class="stack">
      <Title tab={words.tab}>{words.title}</Title>
      <Filter label={words.state} all={words.all} names={shared.videoStates} value={state} onValue={setState} />
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value?.items.length === 0 && (
        <p class="muted">
          {state === 'asked' && session?.person.role === 'manager' ? words.emptyForYou : words.empty[state || 'all']}
        </p>
      )}
      <ul class="stack">
        {value?.items.map((request) => (
          <li key={request.id} class="sheet stack">
            <div class="row">
              <Chip tone={videoTones[request.state]}>{shared.videoStates[request.state]}</Chip>
              <a class="number" href={href(`orders/${encodeURIComponent(request.order)}`)}>
                {request.order}
              </a>
              {request.claim && (
                <a class="number" href={href(`claims/${encodeURIComponent(request.claim)}`)}>
                  {request.claim}
                </a>
              )}
              <span class="muted small">
                {all.claim.origins[request.origin]}, {formats.dateTime(request.requested_at)}
              </span>
            </div>
            {request.reason && <p class="small pre">{request.reason}</p>}
            {request.state === 'asked' && <Approval request={request} onChange={reload} />}
            {request.state === 'ready' && (
              <details>
                <summary>{shared.video.play}</summary>
                <Films request={request} />
              </details>
            )}
          </li>
        ))}
      </ul>
      {value?.next_cursor && <More onMore={more} />}
    </div>
  );
}

const letterTones = { queued: 'calm', sent: 'good', failed: 'bad' } as const;

export function Letters() {
  const words = useWords().letters;
  const formats = useFormats();
  const { refused } = useDoor();
  const [state, setState] = useState<LetterState | ''>('');
  const get = useCallback(
    (piece: Piece) => client.get<LetterPage>('/letters', { query: { ...piece, state } }),
    [state],
  );
  const { value, problem, reload, more } = usePages(get, (letter: Letter) => letter.id, { everyMs: 10_000, refused });
  return (
    <div class="stack">
      <Title tab={words.tab}>{words.title}</Title>
      <Filter label={words.title} all={words.all} names={words.states} value={state} onValue={setState} />
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value?.items.length === 0 && <p class="muted">{words.empty[state || 'all']}</p>}
      <ul class="stack tight">
        {value?.items.map((letter) => (
          <li key={letter.id}>
            <details class="sheet letter">
              <summary>
                <span class="row">
                  <Chip tone={letterTones[letter.state]}>{words.states[letter.state]}</Chip>
                  <strong>{letter.subject}</strong>
                  <span class="muted small">
                    {words.kinds[letter.kind]} · {letter.to} · {formats.dateTime(letter.created_at)}
                  </span>
                </span>
              </summary>
              {letter.error && (
                <p class="small bad">
                  {letter.error} ({words.attempts(letter.attempts)})
                </p>
              )}
              <p class="pre small">{letter.text}</p>
              {letter.claim && (
                <p>
                  <a class="number" href={href(`claims/${encodeURIComponent(letter.claim)}`)}>
                    {letter.claim}
                  </a>
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
      {value?.next_cursor && <More onMore={more} />}
    </div>
  );
}
