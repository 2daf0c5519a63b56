import { wordsOf } from '../../shared/i18n/language';
import { en } from './en';
import { ru, type StationWords } from './ru';

export type { Said, StationWords } from './ru';
export const useWords = wordsOf<StationWords>({ ru, en });
