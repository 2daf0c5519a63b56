import type { DeskClaim, Fact, FactName } from '../../shared/api/names';
import { wordsOf } from '../../shared/i18n/language';
import { en } from './en';
import { ru, type DeskWords } from './ru';

export type { DeskWords } from './ru';
export const useWords = wordsOf<DeskWords>({ ru, en });

/** Letters are written in the buyer's language, whatever the desk's own is. */
export const skeletonsFor = (claim: Pick<DeskClaim, 'language'>): DeskWords['skeletons'] =>
  ({ ru, en })[claim.language].skeletons;

/** Where a fact comes from: an agent's own words, or words for what the system found. */
export function factSource(words: DeskWords, fact: Fact): string | null {
  const found: Readonly<Record<string, string>> = words.claim.found;
  return fact.words === null ? null : fact.source === 'agent' ? fact.words : (found[fact.words] ?? fact.words);
}

/** A fact's value in words. "none" means something else in each column of the table. */
export function factValue(words: DeskWords, fact: FactName, value: string | null): string {
  if (value === null) {
    return words.claim.notKnown;
  }
  const none: Readonly<Record<string, string>> = words.claim.none;
  const values: Readonly<Record<string, string>> = words.claim.factValues;
  return (value === 'none' ? none[fact] : values[value]) ?? value;
}
