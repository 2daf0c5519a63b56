import { wordsOf } from '../../shared/i18n/language';
import { en } from './en';
import { ru, type PortalWords } from './ru';

export type { PortalWords } from './ru';
export const useWords = wordsOf<PortalWords>({ ru, en });
