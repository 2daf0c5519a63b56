import { useEffect, useState } from 'preact/hooks';
import type { StationState } from '../shared/api/names';
import { Switches } from '../shared/frame/Frame';
import { elapsed } from '../shared/i18n/formats';
import { useFormats } from '../shared/i18n/language';
import { Mark } from '../shared/pieces/Icon';
import { CameraPicture } from './Picture';
import { useStation, type Station } from './useStation';
import { useWords, type Said } from './words';

function useNow(offset: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(tick);
  }, []);
  return now + offset;
}

/** An order number of more signs than this does not stand in one line at full size. */
const longFrom = 10;

/** How long a "yes" stays on the screen. A warning and a "no" stay until the next scan. */
const yesStaysMs = 12_000;

export function Bench({ id, stationKey }: { id: string; stationKey: string }) {
  const words = useWords();
  const station = useStation(id, stationKey);
  const { state, line } = station;
  const now = useNow(station.clockOffset);
  if (line === 'key_refused') {
    return <Stop title={words.wrongKeyTitle} about={words.wrongKey} />;
  }
  if (line === 'unknown') {
    return <Stop title={words.unknownTitle} about={words.unknown} />;
  }
  const red = line === 'lost' || (state !== null && !state.recording);
  return (
    <div class={red ? 'bench red' : state?.session ? 'bench running' : 'bench'}>
      <Top state={state} now={now} id={id} />
      <main id="main">
        <section class="work" aria-live="polite">
          {red ? <Red line={line} state={state} now={now} /> : state && <Work state={state} now={now} />}
          <Message station={station} now={now} />
        </section>
        {state && line !== 'lost' && (
          <section class="cameras" aria-label={words.standby}>
            {state.cameras.map((camera) => (
              <CameraPicture key={camera.id} client={station.client} camera={camera} />
            ))}
          </section>
        )}
      </main>
      <Bottom station={station} />
    </div>
  );
}

function Top({ state, now, id }: { state: StationState | null; now: number; id: string }) {
  const words = useWords();
  const formats = useFormats();
  return (
    <header class="top">
      <Mark />
      <h1>{state?.name ?? id}</h1>
      <span class="push" />
      <time class="clock" aria-label={words.clock}>
        {formats.clock(now)}
      </time>
    </header>
  );
}

function Work({ state, now }: { state: StationState; now: number }) {
  const words = useWords();
  if (!state.session) {
    return (
      <div class="now">
        <p class="what">{words.standby}</p>
        <p class="order idle">{words.ready}</p>
        <p class="about">{words.readyAbout}</p>
      </div>
    );
  }
  return (
    <div class="now">
      <p class="what">
        <span class="lamp" aria-hidden="true" />
        {words.packing}
      </p>
      <p class={state.session.order.length > longFrom ? 'order long' : 'order'}>{state.session.order}</p>
      <p class="elapsed" role="timer" aria-label={words.elapsed} aria-live="off">
        {elapsed((now - new Date(state.session.started_at).getTime()) / 1000)}
      </p>
      {state.session.warnings.length > 0 && (
        <ul class="marks">
          {state.session.warnings.map((mark) => (
            <li key={mark}>{words.marks[mark]}</li>
          ))}
        </ul>
      )}
      <p class="about">{words.endAbout}</p>
    </div>
  );
}

function Red({ line, state, now }: { line: Station['line']; state: StationState | null; now: number }) {
  const words = useWords();
  const lost = line === 'lost';
  return (
    <div class="now" role="alert">
      <p class="order idle">{lost ? words.lost : words.notRecording}</p>
      <p class="about">{lost ? words.lostAbout : words.notRecordingAbout}</p>
      {state?.session && (
        <p class="what">
          {state.session.order} · {elapsed((now - new Date(state.session.started_at).getTime()) / 1000)}
        </p>
      )}
    </div>
  );
}

function Message({ station, now }: { station: Station; now: number }) {
  const words = useWords();
  const { last, refused } = station;
  let said: Said | null = null;
  let sound = 'no';
  if (refused) {
    said = { title: words.refusedTitle, about: words.refused(refused.code) };
  } else if (last && (last.sound !== 'yes' || now - new Date(last.at).getTime() < yesStaysMs)) {
    said = words.messages[last.message.code]({
      order: last.message.order ?? '',
      previous: last.message.previous_order ?? '',
    });
    sound = last.sound;
  }
  if (!said) {
    return null;
  }
  return (
    <div class={`message ${sound}`}>
      <strong>{said.title}</strong>
      {said.about && <span>{said.about}</span>}
    </div>
  );
}

function Bottom({ station }: { station: Station }) {
  const words = useWords();
  return (
    <footer class="bottom">
      {station.typed && (
        <span class="typed">
          {words.typed}: <b>{station.typed}</b>
        </span>
      )}
      {station.waiting > 0 && <span class="typed">{words.waiting(station.waiting)}</span>}
      {station.state && !station.state.web_reachable && <span>{words.webDown}</span>}
      {!station.scanned && <span>{words.silent}</span>}
      <span class="push" />
      <a href="/station/codes.html">{words.codes}</a>
      <Switches />
    </footer>
  );
}

export function Stop({ title, about }: { title: string; about: string }) {
  return (
    <div class="bench">
      <main id="main" class="stop">
        <h1>{title}</h1>
        <p>{about}</p>
        <Switches />
      </main>
    </div>
  );
}
