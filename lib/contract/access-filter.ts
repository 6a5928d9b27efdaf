export const FILTER_KEYS = [
  'principal',
  'as',
  'kind',
  'secret',
  'env',
  'action',
  'outcome',
  'address',
  'from',
  'to',
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

export interface FilterToken {
  key: FilterKey;
  /** Never empty. */
  value: string;
}

export interface ParsedFilter {
  tokens: FilterToken[];
  /** In words, for whoever typed it; what is not understood is left out. */
  mistakes: string[];
}

const isKey = (key: string): key is FilterKey => FILTER_KEYS.some((known) => known === key);

/** `key:value`, `key:"any \"value\""`; all else runs to the next space. */
const TOKEN = /([a-z]+):"((?:[^"\\]|\\["\\])*)"(?=\s|$)|(\S+)/giu;
const PLAIN = /^[^\s"\\]+$/u;

function readToken(quotedKey: string | undefined, quoted: string, plain: string): FilterToken | string {
  const at = plain.indexOf(':');
  if (quotedKey === undefined && at === -1)
    return `${plain}: say what it is, such as principal:${plain} or secret:${plain}`;
  const key = (quotedKey ?? plain.slice(0, at)).toLowerCase();
  const value = quotedKey === undefined ? plain.slice(at + 1) : quoted.replaceAll(/\\(["\\])/g, '$1');
  if (!isKey(key)) return `${key}: is no filter; there are ${FILTER_KEYS.join(', ')}`;
  if (value === '') return `${key}: has no value`;
  if (quotedKey === undefined && !PLAIN.test(value))
    return `${key}: a value with spaces, quotes or backslashes stands in quotes, with \\" and \\\\ inside`;
  return { key, value };
}

/** What someone typed as filter: `principal:jana env:prod outcome:denied`. Never throws. */
export function parseFilter(text: string): ParsedFilter {
  const found = [...text.matchAll(TOKEN)].map(([, key, quoted = '', plain = '']) => readToken(key, quoted, plain));
  return {
    tokens: found.filter((token) => typeof token !== 'string'),
    mistakes: found.filter((token) => typeof token === 'string'),
  };
}

/** The text that `parseFilter` reads as these tokens. */
export const printFilter = (tokens: readonly FilterToken[]): string =>
  tokens
    .map(({ key, value }) => `${key}:${PLAIN.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`}`)
    .join(' ');
