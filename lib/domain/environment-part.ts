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

/** What folding leaves as it is: nearly every word of nearly every name. */
const FOLDED = /^[a-z0-9-]*$/;

/** Case, width and invisible characters do not make another environment of a word. */
const fold = (word: string): string =>
  FOLDED.test(word)
    ? word
    : word
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')
        .trim()
        .toLowerCase()
        .replaceAll(/[_.\s]+/g, '-');

/** A word that is no known alias, made comparable; may be empty. */
export const toEnvironmentWord = fold;

type Aliases = EnvironmentRules['aliases'];

/** Folded alias → environment, once for each configuration: every word of every name is looked up in it. */
const folded = new WeakMap<Aliases, ReadonlyMap<string, string>>();

function foldAliases(aliases: Aliases): ReadonlyMap<string, string> {
  const known = folded.get(aliases);
  if (known) return known;
  const made = new Map<string, string>();
  // An alias that two environments claim is the first one's.
  for (const [environment, others] of Object.entries(aliases))
    for (const alias of [environment, ...others]) if (!made.has(fold(alias))) made.set(fold(alias), environment);
  folded.set(aliases, made);
  return made;
}

/** The canonical environment of a word, or null where the word is none of them. */
export const toEnvironment = (word: string, aliases: Aliases): string | null =>
  foldAliases(aliases).get(fold(word)) ?? null;

/** Every alias among the words of a name, from the left; of overlapping ones the longest, so `pre-prod` is not prod. */
export function findEnvironmentParts(name: string, aliases: Aliases): EnvironmentPart[] {
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
