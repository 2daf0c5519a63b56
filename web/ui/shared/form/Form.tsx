import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface FormProps {
  class?: string;
  /** The page checks by itself, in its own words, and the server decides. */
  onSend: () => unknown;
  children: ComponentChildren;
}

/**
 * A form that the page sends itself. What it is named for tests and styles by goes on what stands in it. A button that is
 * off while the server answers loses the keyboard's focus; it gets it back, unless the person or the page went elsewhere.
 */
export function Form({ class: name = 'stack', onSend, children, ...rest }: FormProps & { 'data-step'?: string }) {
  const sender = useRef<Element | null>(null);
  const off = useRef(false);
  useEffect(() => {
    const held = sender.current;
    if (held?.matches(':disabled')) {
      off.current = true;
      return;
    }
    if (off.current && held instanceof HTMLElement && document.activeElement === document.body) {
      held.focus();
    }
    off.current = false;
    sender.current = null;
  });
  return (
    <form
      {...rest}
      class={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        sender.current = document.activeElement;
        onSend();
      }}
    >
      {children}
    </form>
  );
}
