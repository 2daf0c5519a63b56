import { describe, expect, it } from 'vitest';
import { EventParser } from '../shared/net/stream';

function parse(...parts: string[]): [string, string][] {
  const found: [string, string][] = [];
  const parser = new EventParser((name, data) => found.push([name, data]));
  for (const part of parts) {
    parser.feed(part);
  }
  return found;
}

describe('EventParser', () => {
  it('reads events wherever the stream is cut', () => {
    const text = 'event: state\ndata: {"a":1}\n\nevent: state\ndata: {"a":2}\n\n';
    for (let cut = 0; cut <= text.length; ++cut) {
      expect(parse(text.slice(0, cut), text.slice(cut))).toEqual([
        ['state', '{"a":1}'],
        ['state', '{"a":2}'],
      ]);
    }
  });

  it('joins lines of data and knows every kind of line end', () => {
    expect(parse('data: a\r\ndata: b\r\n\r\n')).toEqual([['message', 'a\nb']]);
  });

  it('overlooks comments and events without data', () => {
    expect(parse(': alive\n\nevent: state\n\ndata:x\n\n')).toEqual([['message', 'x']]);
  });

  it('gives nothing for an event that is not whole', () => {
    expect(parse('data: half')).toEqual([]);
  });
});
