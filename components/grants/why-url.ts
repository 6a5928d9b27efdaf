import { whyQuery, type WhyQuery } from '@/lib/contract/grants';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, valueOf, without, withValue } from '@/components/layout/url-state';
import type { SearchParams, UrlState } from '@/components/layout/url-state';

export const WHY_PATH = '/settings/grants';
const REPEATABLE = ['group', 'claim'];
const MADE_UP = ['provider', 'group', 'claim', 'email', 'subject'];
const KNOWN = ['permission', 'person', ...MADE_UP, 'secret', 'q'];

export const whyHref = (state: UrlState): string => toHref(WHY_PATH, state);

export interface WhyUrl extends ParsedUrl<WhyQuery> {
  /** What was typed to find a secret by. */
  q: string;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `name=value` as people type it, as the contract takes it. */
function toPair(line: string): string {
  const at = line.indexOf('=');
  if (at < 1) return line;
  return `${encodeURIComponent(line.slice(0, at).toWellFormed())}=${encodeURIComponent(line.slice(at + 1).toWellFormed())}`;
}

/** A form of the browser's own sends many groups as lines of one field; links name each. */
export function readWhyUrl(params: SearchParams): WhyUrl {
  const typed: UrlState = [
    ...readUrlState(params, ['groups']).flatMap(([, text]) => linesOf(text).map((line) => ['group', line] as const)),
    ...readUrlState(params, ['claims']).flatMap(([, text]) =>
      linesOf(text).map((line) => ['claim', toPair(line)] as const),
    ),
  ];
  const given = [...readUrlState(params, KNOWN), ...typed];
  const person = valueOf(given, 'person');
  // Somebody known is not made up, whatever else the form still holds.
  const state = person === undefined ? given : given.filter(([name]) => !MADE_UP.includes(name));
  const asked = state.filter(([name]) => name !== 'q');
  const url = parseUrlState(whyQuery, asked, REPEATABLE);
  return { ...url, q: (valueOf(state, 'q') ?? '').slice(0, 512) };
}

export const withSecret = (state: UrlState, id: string): UrlState => withValue(without(state, 'q'), 'secret', id);
