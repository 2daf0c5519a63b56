import '../shared/css/all.css';
import './start.css';
import { useCallback, useState } from 'preact/hooks';
import type { Demonstration } from '../shared/api/names';
import { Frame, Title } from '../shared/frame/Frame';
import { start } from '../shared/frame/start';
import { useFormats, wordsOf } from '../shared/i18n/language';
import { Client } from '../shared/net/client';
import { Icon } from '../shared/pieces/Icon';
import { Loading, ProblemNote } from '../shared/pieces/small';
import { useToast } from '../shared/pieces/Toasts';
import { useLoaded } from '../shared/useLoaded';
import { en } from './words/en';
import { ru, type StartWords } from './words/ru';

const useWords = wordsOf<StartWords>({ ru, en });
const client = new Client({ base: '/api/v1' });

function Page() {
  const words = useWords();
  const load = useCallback(() => client.get<Demonstration>('/demonstration'), []);
  const { value, problem, reload } = useLoaded(load, { everyMs: 3000 });
  if (problem?.status === 404) {
    return (
      <div class="stack">
        <Title tab={words.tab}>{words.offTitle}</Title>
        <p class="lead">{words.off}</p>
        <Doors links={[]} />
      </div>
    );
  }
  return (
    <>
      <header class="stack">
        <Title tab={words.tab}>{words.title}</Title>
        <p class="lead">{words.lead}</p>
      </header>
      {problem && !value && <ProblemNote problem={problem} onRetry={reload} />}
      {!problem && !value && <Loading />}
      {value && <Shown site={value} />}
    </>
  );
}

function Shown({ site }: { site: Demonstration }) {
  const words = useWords();
  return (
    <>
      <Doors links={site.links} />
      <div class="columns">
        <div class="stack wide">
          <section aria-labelledby="walk">
            <h2 id="walk">{words.walkTitle}</h2>
            <ol class="walk">
              {words.walk.map((step) => (
                <li key={step.title}>
                  <strong>{step.title}</strong>
                  <span class="muted">{step.words}</span>
                </li>
              ))}
            </ol>
          </section>
          <section class="sheet" aria-labelledby="orders">
            <h2 id="orders">{words.orders}</h2>
            <Table
              heads={[words.order, words.email, words.buyer]}
              rows={site.orders.map((one) => [one.order, one.email, one.buyer_name])}
              copies={2}
            />
          </section>
          <section class="sheet" aria-labelledby="people">
            <h2 id="people">{words.people}</h2>
            <Table
              heads={[words.email, words.password, words.name]}
              rows={site.people.map((one) => [one.email, one.password, `${one.name}, ${words.roles[one.role]}`])}
              copies={2}
            />
          </section>
        </div>
        <Letters letters={site.letters} />
      </div>
    </>
  );
}

function Doors({ links }: { links: Demonstration['links'] }) {
  const words = useWords();
  return (
    <nav class="doors" aria-label={words.doors}>
      <a class="door" href="/" target="_blank" rel="noopener">
        <Icon name="box" />
        <strong>{words.portal}</strong>
        <span>{words.portalWords}</span>
      </a>
      <a class="door" href="/desk/" target="_blank" rel="noopener">
        <Icon name="list" />
        <strong>{words.desk}</strong>
        <span>{words.deskWords}</span>
      </a>
      {links.map((link) => (
        <a key={link.url} class="door" href={link.url} target="_blank" rel="noopener">
          <Icon name="scan" />
          <strong>{link.title}</strong>
          <span>{link.url.includes('/station/') ? words.station : ''}</span>
        </a>
      ))}
    </nav>
  );
}

/** The first `copies` columns can be copied by a click. */
function Table({ heads, rows, copies }: { heads: string[]; rows: string[][]; copies: number }) {
  const words = useWords();
  const toast = useToast();
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast(words.copied));
  return (
    <div class="scroll-x" tabIndex={0} role="group" aria-label={heads.join(', ')}>
      <table class="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, index) => (
                <td key={heads[index]}>
                  {index < copies ? (
                    <button type="button" class="copy" title={words.copy} onClick={() => copy(cell)}>
                      {cell}
                    </button>
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whoever waits for a letter looks at the first; the demonstration's own story has some forty. */
const lettersInSight = 12;

function Letters({ letters }: { letters: Demonstration['letters'] }) {
  const words = useWords();
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const shown = all ? letters : letters.slice(0, lettersInSight);
  return (
    <section class="stack" aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      <p class="small muted">{letters.length > 0 ? words.lettersWords : words.noLetters}</p>
      <ul class="stack tight">
        {shown.map((letter, index) => (
          <li key={letter.id}>
            {/* The newest is what one waits for; the others are a mailbox to look into. */}
            <details class="letter" open={index === 0}>
              <summary>
                <span class="row apart small">
                  <span>
                    {words.to}: {letter.to}
                  </span>
                  <time class="muted" dateTime={letter.created_at}>
                    {formats.clock(letter.created_at)}
                  </time>
                </span>
                <h3>
                  <Numbered text={letter.subject} />
                </h3>
              </summary>
              <p class="pre">
                <Linked text={letter.text} />
              </p>
            </details>
          </li>
        ))}
      </ul>
      {shown.length < letters.length && (
        <p>
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {words.moreLetters(letters.length - shown.length)}
          </button>
        </p>
      )}
    </section>
  );
}

/** A subject with its numbers in one piece each: SO-10481, C-7K3M-92QX. */
function Numbered({ text }: { text: string }) {
  return (
    <>
      {text.split(/([A-Z0-9]+(?:-[A-Z0-9]+)+)/).map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} class="number">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}

/** A letter's text with its addresses as links. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)»])/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noopener">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}

function Application() {
  return (
    <Frame home="/start/">
      <div class="page stack wide">
        <Page />
      </div>
    </Frame>
  );
}

start('/start/', <Application />);
