import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en as deskEn } from '../desk/words/en';
import { ru as deskRu } from '../desk/words/ru';
import { en as portalEn } from '../portal/words/en';
import { ru as portalRu } from '../portal/words/ru';
import { elapsed, makeFormats } from '../shared/i18n/formats';
import { firstLanguage } from '../shared/i18n/language';
import { enCount, ruCount } from '../shared/i18n/plural';
import { Problem } from '../shared/net/problem';
import { problemWords } from '../shared/words';
import { en as sharedEn } from '../shared/words/en';
import { ru as sharedRu } from '../shared/words/ru';
import { en as startEn } from '../start/words/en';
import { ru as startRu } from '../start/words/ru';
import { en as stationEn } from '../station/words/en';
import { ru as stationRu } from '../station/words/ru';

type Leaf = { path: string; value: unknown };

function leaves(value: unknown, path = ''): Leaf[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
    : [{ path, value }];
}

const dictionaries: readonly [string, object, object][] = [
  ['shared', sharedRu, sharedEn],
  ['station', stationRu, stationEn],
  ['portal', portalRu, portalEn],
  ['desk', deskRu, deskEn],
  ['start', startRu, startEn],
];

describe.each(dictionaries)('the dictionary %s', (_name, ru, en) => {
  it('has the same keys in both languages', () => {
    expect(leaves(en).map((leaf) => leaf.path)).toEqual(leaves(ru).map((leaf) => leaf.path));
  });

  it('leaves nothing empty and nothing with space at its ends', () => {
    for (const { path, value } of [...leaves(ru), ...leaves(en)]) {
      if (typeof value === 'string') {
        expect(value, path).not.toBe('');
        expect(value.trim(), path).toBe(value);
      }
    }
  });

  it('is Russian in Russian and has no Cyrillic in English', () => {
    const cyrillic = /[а-яё]/i;
    for (const { path, value } of leaves(en)) {
      if (typeof value === 'string' && path !== 'language') {
        expect(cyrillic.test(value), `${path}: ${value}`).toBe(false);
      }
    }
    const foreign = leaves(ru).filter(({ value }) => typeof value === 'string' && !cyrillic.test(value));
    expect(
      foreign
        .map(({ path }) => path)
        .filter((path) => !['product', 'language', 'languageShort', 'paletteHint', 'claim.regimes.ucc'].includes(path)),
    ).toEqual([]);
  });
});

describe('words for the codes of the API', () => {
  it.each(['web', 'capture'])('exist for every code that %s.yaml names for its operations', (name) => {
    const document = readFileSync(new URL(`../../../docs/openapi/${name}.yaml`, import.meta.url), 'utf8');
    const codes = [...document.matchAll(/x-error-codes: \[([^\]]*)\]/g)].flatMap((found) =>
      (found[1] ?? '').split(',').map((code) => code.trim()),
    );
    for (const code of codes) {
      expect(Object.keys(sharedRu.problems), code).toContain(code);
    }
  });

  it('fall back to the kind of the answer for a code that is newer than the page', () => {
    expect(problemWords(sharedEn, new Problem(404, 'something_new', ''))).toBe(sharedEn.problems.not_found);
    expect(problemWords(sharedEn, new Problem(500, 'something_new', ''))).toBe(sharedEn.problems.unexpected);
    expect(problemWords(sharedEn, new Problem(422, 'toString', ''))).toBe(sharedEn.problems.invalid_input);
  });

  it('tell a full disk from a crowd', () => {
    const full = new Problem(503, 'storage_unavailable', '', [], 5);
    expect(problemWords(sharedRu, full)).toContain('неполадка с хранилищем');
    expect(problemWords(sharedEn, full)).toContain('our storage has a problem');
  });

  it('say when to come back', () => {
    const busy = new Problem(429, 'too_many_requests', '', [], 21);
    expect(problemWords(sharedRu, busy)).toContain('через 21 секунду');
    expect(problemWords(sharedEn, busy)).toContain('in 21 seconds');
  });
});

describe('counting', () => {
  it('knows the three Russian forms', () => {
    const days = (n: number) => ruCount(n, 'день', 'дня', 'дней');
    expect([1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111].map(days)).toEqual([
      '1 день',
      '2 дня',
      '4 дня',
      '5 дней',
      '11 дней',
      '12 дней',
      '21 день',
      '22 дня',
      '25 дней',
      '101 день',
      '111 дней',
    ]);
    expect(days(0)).toBe('0 дней');
    expect(days(1.5)).toBe('1,5 дня');
  });

  it('knows the two English forms', () => {
    expect([0, 1, 2, 21].map((n) => enCount(n, 'day', 'days'))).toEqual(['0 days', '1 day', '2 days', '21 days']);
  });
});

describe('formats', () => {
  const ru = makeFormats('ru', 'Europe/Moscow');
  const en = makeFormats('en', 'Europe/Moscow');

  it('show the reader’s own time', () => {
    expect(en.time('2026-03-05T11:05:00Z')).toBe('14:05');
    expect(ru.clock('2026-03-05T11:05:09Z')).toBe('14:05:09');
  });

  it('write sizes as people say them', () => {
    expect([0, 999, 12_400_000, 4_000_000_000].map((n) => en.bytes(n))).toEqual([
      '0\u00a0B',
      '999\u00a0B',
      '12\u00a0MB',
      '4\u00a0GB',
    ]);
    expect(ru.bytes(1_540_000)).toBe('1,5\u00a0МБ');
  });

  it('tell how far away a moment is', () => {
    const now = '2026-03-05T12:00:00Z';
    expect(en.relative('2026-03-05T14:30:00Z', now)).toBe('in 2 hours');
    expect(en.relative('2026-03-04T11:00:00Z', now)).toBe('yesterday');
    expect(ru.relative('2026-03-05T11:55:00Z', now)).toBe('5 минут назад');
  });

  it('count elapsed time', () => {
    expect([0, 59.9, 61, 3725, -5].map(elapsed)).toEqual(['0:00', '0:59', '1:01', '1:02:05', '0:00']);
  });
});

describe('the first language', () => {
  it('is the one chosen before, else the first one wanted that we speak, else English', () => {
    expect(firstLanguage('ru', ['en'])).toBe('ru');
    expect(firstLanguage('xx', ['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(firstLanguage(null, ['de'])).toBe('en');
  });
});
