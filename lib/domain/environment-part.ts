import type { EnvironmentRules } from './environment';

/** Where a name says its environment: the words as they stand there, and what they mean. */
export interface EnvironmentPart {
  environment: string;
  text: string;
  start: number;
  end: number;
}

const WORD = /[^/_.-]+/g;
/** `pre-prod` is two words; no alias needs more than three. */
const MOST_WORDS = 3;

/** Case, width and invisible characters do not make another environment of a word. */
const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[_.\s]+/g, '-');

/** A word that is no known alias, made comparable; may be empty. */
export const toEnvironmentWord = fold;

/** The canonical environment of a word, or null where the word is none of them. */
export function toEnvironment(word: string, aliases: EnvironmentRules['aliases']): string | null {
  const wanted = fold(word);
  for (const [environment, others] of Object.entries(aliases))
    if ([environment, ...others].some((alias) => fold(alias) === wanted)) return environment;
  return null;
}

/** Every alias among the words of a name, from the left; of overlapping ones the longest, so `pre-prod` is not prod. */
export function findEnvironmentParts(name: string, aliases: EnvironmentRules['aliases']): EnvironmentPart[] {
  const words = [...name.matchAll(WORD)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const found: EnvironmentPart[] = [];
  for (let at = 0; at < words.length; at++) {
    const start = words[at]?.start ?? 0;
    for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count--) {
      const end = words[at + count - 1]?.end ?? start;
      const text = name.slice(start, end);
      // A path's parts are words of their own: `pre/prod` is not pre-prod.
      const environment = text.includes('/') ? null : toEnvironment(text, aliases);
      if (environment === null) continue;
      found.push({ environment, text, start, end });
      at += count - 1;
      break;
    }
  }
  return found;
}
