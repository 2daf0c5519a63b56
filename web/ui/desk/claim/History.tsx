import type { DeskClaim, DeskEvent } from '../../shared/api/names';
import { useFormats } from '../../shared/i18n/language';
import { Thumbs } from '../../shared/photos/Photos';
import { factValue, useWords, type DeskWords } from '../words';

const textOf = (event: DeskEvent, name: string): string | null => {
  const value: unknown = (event.data as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
};

const isFact = (words: DeskWords, name: string): name is keyof DeskWords['claim']['factNames'] =>
  Object.hasOwn(words.claim.factNames, name);
const isParty = (words: DeskWords, name: string): name is keyof DeskWords['claim']['parties'] =>
  Object.hasOwn(words.claim.parties, name);

/** What an event says beside its kind: which fact, which party, whom we wait for. */
export function detailOf(words: DeskWords, event: DeskEvent): string {
  const parts: string[] = [];
  const line = textOf(event, 'line');
  if (line) {
    parts.push(words.claim.lineOf(Number(line)));
  }
  const fact = textOf(event, 'fact');
  if (fact && isFact(words, fact)) {
    parts.push(`${words.claim.factNames[fact]}: ${factValue(words, fact, textOf(event, 'value'))}`);
  }
  const party = textOf(event, 'party');
  if (party && isParty(words, party)) {
    parts.push(words.claim.parties[party]);
  }
  const waits = textOf(event, 'for');
  if (waits === 'buyer' || waits === 'carrier') {
    parts.push(words.claim.waitingFor[waits]);
  }
  const before = textOf(event, 'from');
  if (before) {
    parts.push(words.claim.takenFrom(before));
  }
  const second: unknown = (event.data as Record<string, unknown>)['confirmed_by'];
  if (typeof second === 'object' && second !== null && 'name' in second) {
    parts.push(words.claim.confirmedBy(String(second.name)));
  }
  return parts.join(' · ');
}

/** What happened, in a word: of an answer what it is. */
export function titleOf(words: DeskWords, event: DeskEvent): string {
  const kinds: Readonly<Record<string, string>> = words.claim.letterKinds;
  const stage = event.kind === 'answer_sent' ? textOf(event, 'stage') : null;
  return (stage !== null ? kinds[stage] : undefined) ?? words.claim.events[event.kind];
}

export function authorOf(words: DeskWords, event: DeskEvent): string {
  return event.author_name ?? (event.author === 'buyer' ? words.claim.buyer : words.claim.system);
}

export function History({ claim }: { claim: DeskClaim }) {
  const words = useWords();
  const formats = useFormats();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.claim.history}</h2>
      <ol class="timeline">
        {claim.history.map((event) => {
          const who = event.author === 'buyer' ? 'by-buyer' : event.author === 'person' ? 'by-us' : '';
          const inside = event.visibility === 'internal';
          const told = event.kind === 'claim_opened' ? claim.lines.map((line) => line.words).join('\n\n') : null;
          // A refusal that waits is shown whole below, with what can be done about it.
          const below = event.kind === 'refusal_proposed' && claim.pending_refusal?.at === event.at;
          const said = below
            ? null
            : (textOf(event, 'words') ?? told ?? textOf(event, 'reason') ?? textOf(event, 'override_reason'));
          return (
            <li key={event.id} class={`${who} ${inside ? 'inside' : ''}`}>
              <p class="who">
                <strong>{authorOf(words, event)}</strong>
                <span>{titleOf(words, event)}</span>
                {detailOf(words, event) && <span class="muted">{detailOf(words, event)}</span>}
                {inside && <span class="muted tiny">{words.claim.internal}</span>}
                <time dateTime={event.at}>{formats.dateTime(event.at)}</time>
              </p>
              {said && <div class="said">{said}</div>}
              <Thumbs pictures={event.pictures} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
