import { useEffect, useRef, useState } from 'preact/hooks';
import { kept } from '../shared/kept';

const setting = 'shipwitness.desk.keys';
const changed = 'shipwitness:keys';

const areOn = (): boolean => kept.read(setting) !== 'off';

/** Single keys can be switched off (WCAG 2.1.4): speech input and shaking hands set them off unawares. */
export function useKeysSetting(): [boolean, () => void] {
  const [on, setOn] = useState(areOn);
  useEffect(() => {
    const look = () => setOn(areOn());
    window.addEventListener(changed, look);
    return () => window.removeEventListener(changed, look);
  }, []);
  return [
    on,
    () => {
      kept.write(setting, on ? 'off' : 'on');
      window.dispatchEvent(new Event(changed));
    },
  ];
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** By the key's place, so that j and k work under the Russian layout too. */
const placeOf = (event: KeyboardEvent): string => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter ? letter.toLowerCase() : event.code === 'Slash' ? '/' : event.key;
};

export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const held = event.ctrlKey || event.metaKey || event.altKey;
      if (
        held ||
        event.defaultPrevented ||
        typing(event.target) ||
        !areOn() ||
        document.querySelector('dialog[open]')
      ) {
        return;
      }
      const action = latest.current[placeOf(event)];
      if (action) {
        event.preventDefault();
        action();
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
