/** Cuts a stream of server-sent events into events. Feed it text as it comes. */
export class EventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];

  constructor(private readonly onEvent: (name: string, data: string) => void) {}

  feed(text: string): void {
    this.rest += text;
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      this.line(line);
    }
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0) {
        this.onEvent(this.name || 'message', this.data.join('\n'));
      }
      this.name = '';
      this.data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.name = value;
    } else if (field === 'data') {
      this.data.push(value);
    }
  }
}

export interface StreamSettings {
  url: string;
  headers: () => Record<string, string>;
  onEvent: (name: string, data: string) => void;
  /** `lost` from the first failed attempt until bytes come again. `refused`: the server said no (status). */
  onState: (state: 'open' | 'lost' | 'refused', status?: number) => void;
  signal: AbortSignal;
  /** Silence longer than this counts as a lost line; the server sends a comment more often than that. */
  silenceMs?: number;
  /** Between attempts; 3 s unless told. */
  mostPauseMs?: number;
}

/**
 * Server-sent events by fetch: EventSource can send no Authorization header, and a token does not belong in an address.
 * Connects again for ever, with pauses that stay short: a station must come back by itself.
 */
export async function listen(settings: StreamSettings): Promise<void> {
  const { signal } = settings;
  let pause = 250;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener('abort', stop);
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, settings.silenceMs ?? 20_000);
    };
    try {
      alive();
      const response = await fetch(settings.url, {
        headers: { Accept: 'text/event-stream', ...settings.headers() },
        signal: attempt.signal,
        cache: 'no-store',
      });
      if (!response.ok || !response.body) {
        settings.onState(response.status >= 400 && response.status < 500 ? 'refused' : 'lost', response.status);
      } else {
        settings.onState('open');
        pause = 250;
        const parser = new EventParser(settings.onEvent);
        const decoder = new TextDecoder();
        const reader = response.body.getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) {
            break;
          }
          alive();
          parser.feed(decoder.decode(value, { stream: true }));
        }
        settings.onState('lost');
      }
    } catch {
      if (!signal.aborted) {
        settings.onState('lost');
      }
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', stop);
    }
    const ended: boolean = signal.aborted;
    if (!ended) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, settings.mostPauseMs ?? 3000);
    }
  }
}
