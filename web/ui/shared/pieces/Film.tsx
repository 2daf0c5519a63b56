import { useState } from 'preact/hooks';
import type { VideoFile, VideoRequest } from '../api/names';
import { useFormats } from '../i18n/language';
import { useShared } from '../words';
import { Icon } from './Icon';

/** Whether this browser shows the codec. An empty answer of the browser is a no. */
export function playable(codec: string | null, ask: (type: string) => string): boolean {
  if (codec === 'hevc' || codec === 'h265') {
    return ask('video/mp4; codecs="hvc1.1.6.L120.90"') !== '';
  }
  return true;
}

const ask = (type: string) => document.createElement('video').canPlayType(type);

/** Films in their order, those first that this browser shows: nobody shall meet a "sorry" above what plays. */
export function playableFirst(files: readonly VideoFile[], can: (type: string) => string = ask): VideoFile[] {
  const films = files.filter((file) => file.media_type === 'video/mp4');
  const shown = films.filter((file) => playable(file.codec, can));
  // In H.264 first among them: a browser may say that it shows H.265 and then not do it.
  const sure = shown.filter((file) => file.codec === 'h264');
  return [...sure, ...shown.filter((file) => !sure.includes(file)), ...films.filter((file) => !shown.includes(file))];
}

/**
 * One camera's recording: plays it, or says plainly that this browser cannot and offers the file. Of the film nothing is
 * loaded before the person plays it, because each download goes on record; its picture is none.
 */
export function Film({ file }: { file: VideoFile }) {
  const words = useShared();
  const formats = useFormats();
  const [broken, setBroken] = useState(false);
  const shows = playable(file.codec, ask);
  const size = formats.bytes(file.size_bytes);
  return (
    <figure class="stack tight">
      <div class="film">
        {shows && !broken ? (
          <video
            controls
            playsInline
            preload="none"
            poster={file.poster_url ?? undefined}
            src={file.url}
            aria-label={words.video.camera(file.camera ?? '')}
            onError={() => setBroken(true)}
          />
        ) : (
          <div class="sorry">
            {file.poster_url && <img src={file.poster_url} alt="" loading="lazy" />}
            <p>{shows ? words.video.broken : words.video.hevc}</p>
            <a class="button" href={file.url} download={file.name}>
              <Icon name="download" />
              {words.video.download(size)}
            </a>
          </div>
        )}
      </div>
      <figcaption class="small stack tight">
        <span class="row apart">
          <span>
            <strong>{words.video.camera(file.camera ?? '')}</strong>
            {file.from && file.to && (
              <span class="muted">
                {' · '}
                {formats.interval(file.from, file.to)}
              </span>
            )}
          </span>
          {shows && !broken && (
            <a
              class="button small quiet"
              href={file.url}
              download={file.name}
              aria-label={words.video.downloadOf(file.camera ?? '', size)}
            >
              <Icon name="download" />
              {size}
            </a>
          )}
        </span>
        <Gaps gaps={file.gaps} />
      </figcaption>
    </figure>
  );
}

export function Gaps({ gaps }: { gaps: VideoFile['gaps'] }) {
  const words = useShared();
  const formats = useFormats();
  // An empty gap is a mark: the clock or the picture's format changed there, and nothing is missing.
  const missing = gaps.filter((gap) => gap.from !== gap.to);
  if (missing.length === 0) {
    return <span class="muted">{words.video.noGaps}</span>;
  }
  return (
    <div>
      <strong>{words.video.gaps(missing.length)}</strong>
      <ul>
        {missing.map((gap) => (
          <li key={gap.from}>
            {formats.clock(gap.from)}–{formats.clock(gap.to)}: {words.gapReasons[gap.reason]}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** All recordings of a request, and the list of files that lets an outsider check them. */
export function Films({ request }: { request: VideoRequest }) {
  const words = useShared();
  const formats = useFormats();
  const manifest = request.files.find((file) => file.media_type === 'application/json');
  return (
    <div class="stack">
      <div class="films">
        {playableFirst(request.files).map((file) => (
          <Film key={file.name} file={file} />
        ))}
      </div>
      {manifest && (
        <p class="small">
          <a href={manifest.url} download={manifest.name}>
            {words.video.manifest}
          </a>
        </p>
      )}
      {request.expires_at && <p class="small muted">{words.video.lastsUntil(formats.dateTime(request.expires_at))}</p>}
    </div>
  );
}
