import type {
  Acceptance,
  ClaimInput,
  ContentKind,
  Language,
  LineKind,
  Picture,
  PortalOrder,
  WishKind,
} from '../../shared/api/names';
import type { Kept } from '../../shared/kept';

/** What people call it; the API wants kind and content kind. */
export type Trouble = 'shortage' | 'wrong_item' | 'visible' | 'hidden' | 'lost' | 'delay';

export interface DraftLine {
  line: number;
  trouble: Trouble | null;
  /** null: not known; undefined: not asked yet. */
  quantity?: number | null;
  words: string;
  pictures: Picture[];
}

/** A date and time as the browser's field has it ("2026-11-22T14:05"), "unknown", or not answered yet. */
export type Moment = string | null;

type Answers = Omit<Required<Acceptance>, 'delivered_at' | 'noticed_at'>;

export interface Draft {
  version: 1;
  lines: DraftLine[];
  delivered: Moment;
  noticed: Moment;
  answers: { [Name in keyof Answers]?: NonNullable<Answers[Name]> };
  wish: WishKind | null;
  wishWords: string;
  contactName: string;
  contactPhone: string;
  /** The key under which this very content was sent, so that sending it twice files one claim. */
  sent: { key: string; content: string } | null;
}

export type AnswerName = keyof Draft['answers'];

export const emptyDraft = (): Draft => ({
  version: 1,
  lines: [],
  delivered: null,
  noticed: null,
  answers: {},
  wish: null,
  wishWords: '',
  contactName: '',
  contactPhone: '',
  sent: null,
});

export const freshLine = (line: number): DraftLine => ({ line, trouble: null, words: '', pictures: [] });

/** Where the browser keeps it; other tabs of it see changes. */
export const keyOf = (order: string) => `shipwitness.draft.${order}`;

/** The draft of an earlier visit. Lines that the order no longer has are left out; what cannot be read is no draft. */
export function readDraft(kept: Kept, order: PortalOrder): Draft {
  try {
    const found = JSON.parse(kept.read(keyOf(order.number)) ?? 'null') as Partial<Draft> | null;
    if (found?.version !== 1 || !Array.isArray(found.lines)) {
      return emptyDraft();
    }
    const known = new Set(order.lines.map((line) => line.line));
    return { ...emptyDraft(), ...found, lines: found.lines.filter((line) => known.has(line.line)) };
  } catch {
    return emptyDraft();
  }
}

export const writeDraft = (kept: Kept, order: string, draft: Draft): boolean =>
  kept.write(keyOf(order), JSON.stringify(draft));
export const dropDraft = (kept: Kept, order: string): void => kept.remove(keyOf(order));
export const isBegun = (draft: Draft): boolean => draft.lines.length > 0;

const troubles: Record<Trouble, { kind: LineKind; content: ContentKind | null }> = {
  shortage: { kind: 'content', content: 'shortage' },
  wrong_item: { kind: 'content', content: 'wrong_item' },
  visible: { kind: 'visible', content: null },
  hidden: { kind: 'hidden', content: null },
  lost: { kind: 'lost', content: null },
  delay: { kind: 'delay', content: null },
};

/** An order this long is searched, not read through. */
export const manyLines = 12;

/** The lines whose name or article holds what was typed, and those that are chosen: nothing chosen goes out of sight. */
export function linesFound(draft: Draft, order: PortalOrder, typed: string): PortalOrder['lines'] {
  const wanted = typed.trim().toLocaleLowerCase();
  return order.lines.filter(
    ({ line, name, sku }) =>
      `${name} ${sku}`.toLocaleLowerCase().includes(wanted) || draft.lines.some((one) => one.line === line),
  );
}

/** A question's page: "lines", "trouble-3", "seal". */
export type Step =
  | { is: 'lines' | 'delivered' | 'noticed' | 'wish' | 'contact' | 'check' }
  | { is: 'trouble' | 'quantity' | 'words' | 'photos'; line: number }
  | { is: 'answer'; name: AnswerName };

export const nameOf = (step: Step): string =>
  step.is === 'answer' ? step.name : 'line' in step ? `${step.is}-${step.line}` : step.is;

/** Only what matters for what went wrong is asked: nobody hears about a seal when nothing came. */
export function stepsOf(draft: Draft, order: PortalOrder): Step[] {
  const steps: Step[] = [];
  if (order.lines.length > 1) {
    steps.push({ is: 'lines' });
  }
  for (const { line, trouble } of draft.lines) {
    steps.push({ is: 'trouble', line });
    if (trouble !== 'delay') {
      const ordered = order.lines.find((one) => one.line === line)?.quantity ?? 1;
      if (ordered > 1) {
        steps.push({ is: 'quantity', line });
      }
    }
    steps.push({ is: 'words', line });
    if (trouble !== 'delay' && trouble !== 'lost') {
      steps.push({ is: 'photos', line });
    }
  }
  const any = (...wanted: Trouble[]) =>
    draft.lines.some((line) => line.trouble !== null && wanted.includes(line.trouble));
  const content = any('shortage', 'wrong_item');
  const goods = content || any('visible', 'hidden');
  if ((goods || any('delay')) && order.delivered_at === null) {
    steps.push({ is: 'delivered' });
  }
  if (goods) {
    steps.push({ is: 'noticed' });
  }
  const ask = (name: AnswerName, when: boolean) => {
    if (when) {
      steps.push({ is: 'answer', name });
    }
  };
  ask('packaging', goods);
  ask('seal', content || any('hidden'));
  ask('counted', content);
  ask('noted', content || any('visible'));
  ask('unpack', content || any('hidden'));
  ask('packaging_kept', any('visible', 'hidden'));
  steps.push({ is: 'wish' }, { is: 'contact' }, { is: 'check' });
  return steps;
}

/**
 * How many questions there will be, told from the first on: what is still open counts as what asks most, so that the
 * number falls while one answers and does not run away.
 */
export function expectedCount(draft: Draft, order: PortalOrder): number {
  const lines = draft.lines.length > 0 ? draft.lines : order.lines.slice(0, 1).map(({ line }) => freshLine(line));
  return stepsOf({ ...draft, lines: lines.map((one) => ({ ...one, trouble: one.trouble ?? 'shortage' })) }, order)
    .length;
}

export type Fault =
  | 'choose_line'
  | 'choose'
  | 'quantity_low'
  | 'quantity_high'
  | 'words_missing'
  | 'moment_missing'
  | 'moment_future'
  | 'wish_words'
  | 'too_long';

/** What keeps the person from going on; null: nothing. */
export function faultOf(step: Step, draft: Draft, order: PortalOrder, now: number): Fault | null {
  const line = 'line' in step ? draft.lines.find((one) => one.line === step.line) : undefined;
  const moment = (at: Moment): Fault | null =>
    at === null || at === ''
      ? 'moment_missing'
      : at !== 'unknown' && new Date(at).getTime() > now
        ? 'moment_future'
        : null;
  switch (step.is) {
    case 'lines':
      return draft.lines.length === 0 ? 'choose_line' : null;
    case 'trouble':
      return line?.trouble ? null : 'choose';
    case 'quantity': {
      const ordered = order.lines.find((one) => one.line === step.line)?.quantity ?? 1;
      const count = line?.quantity;
      return count === undefined
        ? 'choose'
        : count === null
          ? null
          : count < 1
            ? 'quantity_low'
            : count > ordered
              ? 'quantity_high'
              : null;
    }
    case 'words': {
      const words = line?.words.trim() ?? '';
      return words === '' ? 'words_missing' : words.length > 4000 ? 'too_long' : null;
    }
    case 'delivered':
      return moment(draft.delivered);
    case 'noticed':
      return moment(draft.noticed);
    case 'answer':
      return draft.answers[step.name] === undefined ? 'choose' : null;
    case 'wish':
      if (draft.wish === null) {
        return 'choose';
      }
      return draft.wish === 'other' && draft.wishWords.trim() === ''
        ? 'wish_words'
        : draft.wishWords.length > 2000
          ? 'too_long'
          : null;
    case 'photos':
    case 'contact':
    case 'check':
      return null;
  }
}

/** The first page that still lacks its answer, or the last. Where a draft is taken up again. */
export function firstOpen(draft: Draft, order: PortalOrder, now: number): Step {
  const steps = stepsOf(draft, order);
  return steps.find((step) => faultOf(step, draft, order, now) !== null) ?? { is: 'check' };
}

const timeOf = (moment: Moment): string | null =>
  moment === null || moment === '' || moment === 'unknown' ? null : new Date(moment).toISOString();

/** What is sent. Answers to questions that no longer apply stay behind. */
export function inputOf(draft: Draft, order: PortalOrder, language: Language): ClaimInput {
  const asked = new Set(stepsOf(draft, order).map(nameOf));
  const acceptance: Acceptance = {};
  for (const [name, value] of Object.entries(draft.answers)) {
    if (asked.has(name)) {
      Object.assign(acceptance, { [name]: value });
    }
  }
  if (asked.has('delivered')) {
    acceptance.delivered_at = timeOf(draft.delivered);
  }
  if (asked.has('noticed')) {
    acceptance.noticed_at = timeOf(draft.noticed);
  }
  const name = draft.contactName.trim();
  const phone = draft.contactPhone.trim();
  // The same photograph of two lines is one picture, and stands with the first of them.
  const placed = new Set<string>();
  const picturesOf = (line: DraftLine) =>
    line.pictures.map((picture) => picture.id).filter((id) => !placed.has(id) && placed.add(id));
  return {
    language,
    lines: draft.lines.map((line) => {
      const { kind, content } = troubles[line.trouble ?? 'shortage'];
      const counted = asked.has(`quantity-${line.line}`) ? (line.quantity ?? null) : kind === 'delay' ? null : 1;
      return {
        line: line.line,
        kind,
        content_kind: content,
        quantity: counted,
        words: line.words.trim(),
        pictures: asked.has(`photos-${line.line}`) ? picturesOf(line) : [],
      };
    }),
    wish: { kind: draft.wish ?? 'unknown', words: draft.wishWords.trim() || null },
    acceptance,
    ...(name || phone ? { contact: { name: name || null, phone: phone || null } } : {}),
  };
}

/** The same content keeps its key, so a lost answer does not become a second claim; other content gets a new one. */
export function withKey(draft: Draft, input: ClaimInput, newKey: () => string): Draft {
  const content = JSON.stringify(input);
  return draft.sent?.content === content ? draft : { ...draft, sent: { key: newKey(), content } };
}

/** The page that a fault of the server speaks of: "lines[1].quantity" is the second line's quantity. */
export function stepOfField(field: string, draft: Draft): string | null {
  const found = /^lines\[(\d+)\]\.(\w+)/.exec(field);
  const line = found ? draft.lines[Number(found[1])] : undefined;
  if (found && line) {
    const part = found[2] ?? '';
    const step =
      part === 'quantity' ? 'quantity' : part === 'words' ? 'words' : part === 'pictures' ? 'photos' : 'trouble';
    return `${step}-${line.line}`;
  }
  const [head, tail] = field.split('.');
  if (head === 'acceptance' && tail) {
    return tail === 'delivered_at' ? 'delivered' : tail === 'noticed_at' ? 'noticed' : tail;
  }
  return head === 'wish' || head === 'contact' ? head : null;
}
