import { wordsOf } from '../i18n/language';
import type { Problem } from '../net/problem';
import { en } from './en';
import { ru, type SharedWords } from './ru';

export type { SharedWords } from './ru';
export const useShared = wordsOf<SharedWords>({ ru, en });

const has = <T extends object>(record: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(record, key);

/** A "no" of the server in the person's words. Codes that are newer than this page get the words of their kind. */
export function problemWords(words: SharedWords, problem: Problem): string {
  const said = has(words.problems, problem.code) ? words.problems[problem.code] : byStatus(words, problem.status);
  return problem.retryAfterSeconds !== null && problem.passing
    ? `${said} ${words.retryIn(Math.max(1, Math.ceil(problem.retryAfterSeconds)))}`
    : said;
}

function byStatus(words: SharedWords, status: number): string {
  if (status === 401) return words.problems.unauthenticated;
  if (status === 403) return words.problems.forbidden;
  if (status === 404 || status === 410) return words.problems.not_found;
  if (status === 413) return words.problems.body_too_large;
  if (status === 429) return words.problems.too_many_requests;
  if (status === 503) return words.problems.overloaded;
  return status >= 400 && status < 500 ? words.problems.invalid_input : words.problems.unexpected;
}

export function fieldWords(words: SharedWords, code: string): string {
  return has(words.fields, code) ? words.fields[code] : words.fields.malformed;
}

export function useProblemWords(): (problem: Problem) => string {
  const words = useShared();
  return (problem) => problemWords(words, problem);
}
