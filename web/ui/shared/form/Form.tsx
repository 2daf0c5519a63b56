import type { ComponentChildren } from 'preact';

interface FormProps {
  class?: string;
  /** The page checks by itself, in its own words, and the server decides. */
  onSend: () => unknown;
  children: ComponentChildren;
}

/** A form that the page sends itself. What it is named for tests and styles by goes on what stands in it. */
export function Form({ class: name = 'stack', onSend, children, ...rest }: FormProps & { 'data-step'?: string }) {
  return (
    <form
      {...rest}
      class={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}
