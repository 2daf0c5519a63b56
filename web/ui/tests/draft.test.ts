import { beforeEach, describe, expect, it } from 'vitest';
import {
  dropDraft,
  emptyDraft,
  expectedCount,
  faultOf,
  firstOpen,
  inputOf,
  linesFound,
  nameOf,
  readDraft,
  stepOfField,
  stepsOf,
  withKey,
  writeDraft,
  type Draft,
  type DraftLine,
  type Trouble,
} from '../portal/claim/draft';
import type { PortalOrder } from '../shared/api/names';
import { keptIn, type Kept } from '../shared/kept';

const now = Date.parse('2026-03-05T12:00:00Z');

const order = (extra: Partial<PortalOrder> = {}): PortalOrder => ({
  number: 'SO-1',
  status: 'open',
  company: { name: 'C', email: null, phone: null },
  buyer_name: 'B',
  carrier: null,
  handover_due_at: null,
  promised_at: null,
  ready_at: null,
  handed_over_at: null,
  delivered_at: null,
  lines: [
    { line: 1, sku: 'A', name: 'Filter', quantity: 12, unit: 'pcs' },
    { line: 2, sku: 'B', name: 'Machine', quantity: 1, unit: 'pcs' },
  ],
  packages: [],
  claims: [],
  video_requests: [],
  footage: 'available',
  ...extra,
});

const line = (number: number, trouble: Trouble | null, extra: Partial<DraftLine> = {}): DraftLine => ({
  line: number,
  trouble,
  words: 'words',
  pictures: [],
  ...extra,
});
const draft = (lines: DraftLine[], extra: Partial<Draft> = {}): Draft => ({ ...emptyDraft(), lines, ...extra });
const steps = (of: Draft, about = order()) => stepsOf(of, about).map(nameOf);

let kept: Kept;
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  kept = keptIn(() => ({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  }));
});

describe('a draft', () => {
  it('survives a closed page', () => {
    const written = draft(
      [line(1, 'shortage', { quantity: null, pictures: [{ id: 'p', url: '/p', width: 1, height: 1, size_bytes: 1 }] })],
      {
        delivered: 'unknown',
        answers: { seal: 'broken' },
        wish: 'refund',
      },
    );
    writeDraft(kept, 'SO-1', written);
    expect(readDraft(kept, order())).toEqual(written);
  });

  it('belongs to its order', () => {
    writeDraft(kept, 'SO-2', draft([line(1, 'shortage')]));
    expect(readDraft(kept, order())).toEqual(emptyDraft());
  });

  it('forgets lines that the order no longer has', () => {
    writeDraft(kept, 'SO-1', draft([line(1, 'shortage'), line(9, 'lost')]));
    expect(readDraft(kept, order()).lines.map((one) => one.line)).toEqual([1]);
  });

  it.each(['', 'garbage', '[]', 'null', '{"version":2,"lines":[]}', '{"version":1,"lines":"x"}'])(
    'begins anew when "%s" is kept',
    (text) => {
      stored.set('shipwitness.draft.SO-1', text);
      expect(readDraft(kept, order())).toEqual(emptyDraft());
    },
  );

  it('can be dropped', () => {
    writeDraft(kept, 'SO-1', draft([line(1, 'shortage')]));
    dropDraft(kept, 'SO-1');
    expect(stored.size).toBe(0);
  });
});

describe('a long order', () => {
  it('is searched by name and article, in any case, and keeps what is chosen in sight', () => {
    const names = (of: Draft, typed: string) => linesFound(of, order(), typed).map(({ name }) => name);
    expect(names(emptyDraft(), 'fILt')).toEqual(['Filter']);
    expect(names(emptyDraft(), ' b ')).toEqual(['Machine']);
    expect(names(emptyDraft(), '')).toEqual(['Filter', 'Machine']);
    expect(names(draft([line(1, null)]), 'machine')).toEqual(['Filter', 'Machine']);
    expect(names(emptyDraft(), 'nothing')).toEqual([]);
  });
});

describe('the questions', () => {
  it('of a shortage are about counting, seal, note and unpacking', () => {
    expect(steps(draft([line(1, 'shortage')]))).toEqual(
      'lines trouble-1 quantity-1 words-1 photos-1 delivered noticed packaging seal counted noted unpack wish contact check'.split(
        ' ',
      ),
    );
  });

  it('of goods that never came are about nothing that came', () => {
    expect(steps(draft([line(1, 'lost')]))).toEqual('lines trouble-1 quantity-1 words-1 wish contact check'.split(' '));
  });

  it('of a delay ask neither for a quantity nor for photos', () => {
    expect(steps(draft([line(1, 'delay')]))).toEqual('lines trouble-1 words-1 delivered wish contact check'.split(' '));
  });

  it('leave out what is known: the delivery date, a quantity of one, the line of an order with one', () => {
    const one = order({
      delivered_at: '2026-03-01T00:00:00Z',
      lines: [{ line: 2, sku: 'B', name: 'Machine', quantity: 1, unit: 'pcs' }],
    });
    expect(steps(draft([line(2, 'visible')]), one)).toEqual(
      'trouble-2 words-2 photos-2 noticed packaging noted packaging_kept wish contact check'.split(' '),
    );
  });

  it('come once for the delivery, and for each line about the line', () => {
    const both = steps(draft([line(1, 'shortage'), line(2, 'hidden')]));
    expect(both.filter((name) => name.startsWith('words'))).toEqual(['words-1', 'words-2']);
    expect(both.filter((name) => name === 'seal')).toHaveLength(1);
  });

  // A person who was told "1 of 4" found themselves at "3 of 14".
  it('never become more than was told at the first one', () => {
    const told = expectedCount(emptyDraft(), order());
    expect(expectedCount(draft([line(1, null)]), order())).toBe(told);
    for (const trouble of ['shortage', 'wrong_item', 'visible', 'hidden', 'lost', 'delay'] as const) {
      const asked = draft([line(1, trouble)]);
      expect(expectedCount(asked, order())).toBe(steps(asked).length);
      expect(steps(asked).length).toBeLessThanOrEqual(told);
    }
  });
});

describe('an answer', () => {
  const fault = (step: Parameters<typeof faultOf>[0], of: Draft) => faultOf(step, of, order(), now);

  it('"I don\'t know" is enough everywhere', () => {
    const of = draft([line(1, 'shortage', { quantity: null })], {
      delivered: 'unknown',
      noticed: 'unknown',
      answers: { seal: 'unknown' },
      wish: 'unknown',
    });
    expect(fault({ is: 'quantity', line: 1 }, of)).toBeNull();
    expect(fault({ is: 'delivered' }, of)).toBeNull();
    expect(fault({ is: 'answer', name: 'seal' }, of)).toBeNull();
    expect(fault({ is: 'wish' }, of)).toBeNull();
  });

  it('is asked for when it is missing, and must be possible', () => {
    expect(fault({ is: 'lines' }, draft([]))).toBe('choose_line');
    expect(fault({ is: 'trouble', line: 1 }, draft([line(1, null)]))).toBe('choose');
    expect(fault({ is: 'quantity', line: 1 }, draft([line(1, 'shortage')]))).toBe('choose');
    expect(fault({ is: 'quantity', line: 1 }, draft([line(1, 'shortage', { quantity: 13 })]))).toBe('quantity_high');
    expect(fault({ is: 'quantity', line: 1 }, draft([line(1, 'shortage', { quantity: 0 })]))).toBe('quantity_low');
    expect(fault({ is: 'words', line: 1 }, draft([line(1, 'shortage', { words: ' \n' })]))).toBe('words_missing');
    expect(fault({ is: 'words', line: 1 }, draft([line(1, 'shortage', { words: 'x'.repeat(4001) })]))).toBe('too_long');
    expect(fault({ is: 'noticed' }, draft([], { noticed: '' }))).toBe('moment_missing');
    expect(fault({ is: 'noticed' }, draft([], { noticed: '2026-03-06T12:00' }))).toBe('moment_future');
    expect(fault({ is: 'wish' }, draft([], { wish: 'other' }))).toBe('wish_words');
  });

  it('photos and contact may be left out', () => {
    expect(fault({ is: 'photos', line: 1 }, draft([line(1, 'shortage')]))).toBeNull();
    expect(fault({ is: 'contact' }, draft([]))).toBeNull();
  });

  it('a draft is taken up where its first answer is missing', () => {
    expect(nameOf(firstOpen(draft([line(1, 'shortage', { quantity: 2, words: '' })]), order(), now))).toBe('words-1');
  });
});

describe('what is sent', () => {
  it('has the kinds of the API, trimmed words and ids of pictures', () => {
    const of = draft(
      [
        line(1, 'wrong_item', {
          quantity: 3,
          words: '  odd  ',
          pictures: [{ id: 'p', url: '', width: 1, height: 1, size_bytes: 1 }],
        }),
      ],
      {
        delivered: '2026-03-01T10:00',
        noticed: 'unknown',
        answers: { seal: 'intact', noted: 'unknown' },
        wish: 'send_again',
        wishWords: ' soon ',
        contactName: ' Ann ',
      },
    );
    expect(inputOf(of, order(), 'en')).toEqual({
      language: 'en',
      lines: [{ line: 1, kind: 'content', content_kind: 'wrong_item', quantity: 3, words: 'odd', pictures: ['p'] }],
      wish: { kind: 'send_again', words: 'soon' },
      acceptance: { seal: 'intact', noted: 'unknown', delivered_at: '2026-03-01T10:00:00.000Z', noticed_at: null },
      contact: { name: 'Ann', phone: null },
    });
  });

  it('has a photograph of two lines once', () => {
    const both = { pictures: [{ id: 'p', url: '', width: 1, height: 1, size_bytes: 1 }] };
    const input = inputOf(draft([line(1, 'shortage', both), line(2, 'hidden', both)]), order(), 'en');
    expect(input.lines.map((one) => one.pictures)).toEqual([['p'], []]);
  });

  it('leaves behind answers that no longer apply', () => {
    const of = draft(
      [line(1, 'lost', { quantity: 2, pictures: [{ id: 'p', url: '', width: 1, height: 1, size_bytes: 1 }] })],
      {
        noticed: '2026-03-01T10:00',
        answers: { seal: 'broken' },
        wish: 'refund',
      },
    );
    const input = inputOf(of, order(), 'ru');
    expect(input.acceptance).toEqual({});
    expect(input.lines[0]).toMatchObject({ kind: 'lost', content_kind: null, quantity: 2, pictures: [] });
  });

  it('keeps its key while it is the same, so a lost answer files no second claim', () => {
    let n = 0;
    const key = () => `key-${++n}`;
    const first = withKey(draft([line(1, 'lost')]), inputOf(draft([line(1, 'lost')]), order(), 'ru'), key);
    const again = withKey(first, inputOf(first, order(), 'ru'), key);
    expect(again.sent?.key).toBe('key-1');
    const other = { ...again, wishWords: 'more' };
    expect(withKey(other, inputOf(other, order(), 'ru'), key).sent?.key).toBe('key-2');
  });
});

describe('a fault that the server names', () => {
  const of = draft([line(2, 'hidden'), line(1, 'shortage')]);
  it.each([
    ['lines[0].words', 'words-2'],
    ['lines[1].quantity', 'quantity-1'],
    ['lines[0].pictures[3]', 'photos-2'],
    ['lines[0].kind', 'trouble-2'],
    ['lines[7].words', null],
    ['acceptance.noticed_at', 'noticed'],
    ['acceptance.seal', 'seal'],
    ['wish.words', 'wish'],
    ['contact.phone', 'contact'],
    ['language', null],
  ])('%s leads to the page %s', (field, step) => {
    expect(stepOfField(field, of)).toBe(step);
  });
});
