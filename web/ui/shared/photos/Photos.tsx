import { useEffect, useState } from 'preact/hooks';
import type { Picture } from '../api/names';
import { useFormats } from '../i18n/language';
import { Icon } from '../pieces/Icon';
import { Bar, Note } from '../pieces/small';
import { useProblemWords, useShared } from '../words';
import { PhotoQueue, type Photo, type Send } from './queue';
import { reduced } from './reduce';
import { thrifty } from './thrift';

const types = 'image/jpeg,image/png,image/webp';
const previews = { make: (file: Blob) => URL.createObjectURL(file), drop: (url: string) => URL.revokeObjectURL(url) };

export const mostPhotos = 10;

/** `sent`: what an earlier visit sent. Whoever makes a queue ends it. */
export const photoQueue = (send: Send, sent: readonly Picture[]): PhotoQueue =>
  new PhotoQueue(thrifty(send, reduced), sent, previews, mostPhotos);

/** Photographs from the camera or the gallery, each with its own progress, retry and way out. */
export function Photos({ id, queue }: { id: string; queue: PhotoQueue }) {
  const words = useShared();
  const [photos, setPhotos] = useState(queue.all);
  const [leftOut, setLeftOut] = useState(0);
  useEffect(() => {
    setPhotos(queue.all);
    return queue.listen(setPhotos);
  }, [queue]);
  const take = (input: HTMLInputElement) => {
    setLeftOut(queue.add([...(input.files ?? [])]));
    input.value = '';
  };
  return (
    <div class="stack">
      {photos.length > 0 && (
        <ul class="photos">
          {photos.map((photo, index) => (
            <PhotoCard key={photo.key} photo={photo} number={index + 1} queue={queue} />
          ))}
        </ul>
      )}
      {photos.length < mostPhotos && (
        <div class="pickers">
          <Picker id={`${id}-camera`} icon="camera" label={words.photos.camera} capture onPick={take} />
          <Picker id={id} icon="gallery" label={words.photos.gallery} onPick={take} />
        </div>
      )}
      {leftOut > 0 && (
        <Note tone="wait" live>
          {words.photos.limit(mostPhotos)}
        </Note>
      )}
    </div>
  );
}

interface PickerProps {
  id: string;
  icon: 'camera' | 'gallery';
  label: string;
  capture?: boolean;
  onPick: (input: HTMLInputElement) => void;
}

function Picker({ id, icon, label, capture, onPick }: PickerProps) {
  return (
    <label class="picker">
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept={types}
        multiple={!capture}
        {...(capture ? { capture: 'environment' as const } : {})}
        onChange={(event) => onPick(event.currentTarget)}
      />
      <span class="button quiet">
        <Icon name={icon} />
        {label}
      </span>
    </label>
  );
}

function PhotoCard({ photo, number, queue }: { photo: Photo; number: number; queue: PhotoQueue }) {
  const words = useShared();
  const say = useProblemWords();
  const formats = useFormats();
  const { state } = photo;
  const [broken, setBroken] = useState(false);
  const source = photo.preview ?? (state.is === 'sent' ? state.picture.url : null);
  return (
    <li class={state.is === 'failed' ? 'photo failed' : 'photo'}>
      {source && !broken ? (
        <img src={source} alt={words.photos.alt(number)} onError={() => setBroken(true)} />
      ) : (
        <span class="blank">
          <Icon name="gallery" />
        </span>
      )}
      <span class="state">
        {state.is === 'waiting' && <span class="muted">{words.photos.waiting}</span>}
        {state.is === 'sending' && (
          <>
            <span>{words.photos.sending(formats.percent(state.share))}</span>
            <Bar share={state.share} label={words.photos.alt(number)} />
          </>
        )}
        {state.is === 'sent' && <span class="sent">{words.photos.sent}</span>}
        {state.is === 'failed' && (
          <>
            <span role="alert">
              <strong>{words.photos.failed}.</strong> {say(state.problem)}
            </span>
            {(state.problem.passing || state.problem.status >= 500) && (
              <button type="button" class="button small" onClick={() => queue.retry(photo.key)}>
                {words.photos.retry}
              </button>
            )}
          </>
        )}
        <button
          type="button"
          class="button small quiet"
          aria-label={words.photos.remove(number)}
          onClick={() => queue.remove(photo.key)}
        >
          {words.remove}
        </button>
      </span>
    </li>
  );
}

/** Small pictures that open whole. */
export function Thumbs({ pictures }: { pictures: readonly Picture[] }) {
  const words = useShared();
  if (pictures.length === 0) {
    return null;
  }
  return (
    <div class="thumbs">
      {pictures.map((picture, index) => (
        <a key={picture.id} href={picture.url} target="_blank" rel="noopener" aria-label={words.photos.open(index + 1)}>
          <img src={picture.url} alt="" loading="lazy" width={84} height={63} />
        </a>
      ))}
    </div>
  );
}
