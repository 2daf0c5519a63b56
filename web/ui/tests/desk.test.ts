import { describe, expect, it } from 'vitest';
import { decisionFault, equalShares, sharing } from '../desk/claim/decision';
import { unfilled } from '../desk/claim/skeleton';
import { newsOf } from '../desk/claim/useClaim';
import { factSource, factValue } from '../desk/words';
import { en } from '../desk/words/en';
import type { DeskClaim, DeskEvent, Fact } from '../shared/api/names';

const event = (id: number) => ({ id }) as DeskEvent;
const claim = (...ids: number[]) => ({ history: ids.map(event) }) as DeskClaim;

describe('a decision', () => {
  it('that follows the proposal needs no reason', () => {
    expect(decisionFault('carrier', {}, false, '')).toBeNull();
  });

  it('that differs needs one', () => {
    expect(decisionFault('carrier', {}, true, ' ')).toBe('reason');
    expect(decisionFault('carrier', {}, true, 'the photo shows it')).toBeNull();
  });

  it('needs somebody', () => {
    expect(decisionFault(null, {}, false, '')).toBe('party');
  });

  it('shares equally unless told otherwise, and wholly', () => {
    expect(equalShares('supplier_carrier')).toEqual({ supplier: 50, carrier: 50 });
    expect(sharing('buyer')).toEqual([]);
    expect(decisionFault('carrier_buyer', { carrier: 70, buyer: 30 }, false, '')).toBeNull();
    expect(decisionFault('carrier_buyer', { carrier: 70, buyer: 40 }, false, '')).toBe('shares');
    expect(decisionFault('carrier_buyer', { carrier: 120, buyer: -20 }, false, '')).toBe('shares');
  });
});

describe('a letter made of a skeleton', () => {
  const skeletons = Object.values(en.skeletons);

  it('names the places that still wait for words', () => {
    expect(unfilled('Dear Mary, we are sorry that [what happened]. [Name, telephone]', skeletons)).toEqual([
      '[what happened]',
      '[Name, telephone]',
    ]);
  });

  it('names them in the order in which one meets them', () => {
    expect(unfilled(en.skeletons.closing, skeletons)).toEqual([
      '[name]',
      '[What was done, and when.]',
      '[Name, telephone]',
    ]);
  });

  it('may have brackets of its own', () => {
    expect(unfilled('Dear Mary, the label says [B-12].', skeletons)).toEqual([]);
  });
});

describe('after a refusal for an old version', () => {
  it('the new events are told, and only those', () => {
    expect(newsOf(claim(1, 2), claim(1, 2, 3, 4)).map((one) => one.id)).toEqual([3, 4]);
    expect(newsOf(claim(1, 2), claim(1, 2))).toEqual([]);
    expect(newsOf(null, claim(1))).toEqual([]);
  });
});

describe('a fact', () => {
  it('of "none" is said in the words of its own column', () => {
    expect(factValue(en, 'handover', 'none')).toBe('not handed over');
    expect(factValue(en, 'video', 'none')).toBe('missing or incomplete');
    expect(factValue(en, 'unpack', 'none')).toBe('none');
  });

  it('that nobody knows is said to be unknown', () => {
    expect(factValue(en, 'seal', null)).toBe('not known');
    expect(factValue(en, 'seal', 'unobtainable')).toBe('cannot be learnt');
  });
});

describe('where a fact comes from', () => {
  const fact = (source: 'agent' | 'system', words: string | null) => ({ source, words }) as Fact;
  it('is said in words when the system found it, and in the colleague’s own words otherwise', () => {
    expect(factSource(en, fact('system', 'no_session'))).toBe('no packing session');
    expect(factSource(en, fact('system', 'newer_than_this_page'))).toBe('newer_than_this_page');
    expect(factSource(en, fact('agent', 'no_session'))).toBe('no_session');
    expect(factSource(en, fact('agent', null))).toBeNull();
  });
});
