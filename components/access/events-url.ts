import { parseFilter, printFilter, type FilterKey, type FilterToken } from '@/lib/contract/access-filter';
import { accessQuery, type AccessQuery } from '@/lib/contract/access-list';
import { presetQuery, type PresetQuery } from '@/lib/contract/access-presets';
import { topQuery, type TopQuery } from '@/lib/contract/access-top';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, valuesOf, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const ACCESS_PATH = '/access';
const REPEATABLE = ['principal', 'actorKind', 'secret', 'env', 'action', 'outcome', 'address'];
const KNOWN = [...REPEATABLE, 'as', 'from', 'to', 'cursor'];
/** Parameters by what they are called where they are typed. */
const NAMES = {
  principal: 'principal',
  as: 'as',
  kind: 'actorKind',
  secret: 'secret',
  env: 'env',
  action: 'action',
  outcome: 'outcome',
  address: 'address',
  from: 'from',
  to: 'to',
} as const satisfies Record<FilterKey, string>;

const KEYS = new Map<string, FilterKey>([
  ['principal', 'principal'],
  ['as', 'as'],
  ['actorKind', 'kind'],
  ['secret', 'secret'],
  ['env', 'env'],
  ['action', 'action'],
  ['outcome', 'outcome'],
  ['address', 'address'],
  ['from', 'from'],
  ['to', 'to'],
]);

export const accessHref = (state: UrlState): string => toHref(ACCESS_PATH, state);

/** `kind` for `actorKind`: what a parameter is called where it is typed and shown. */
export const keyOf = (name: string): FilterKey | undefined => KEYS.get(name);

/** What narrows the list, as one would type it; neither page nor preset do. */
const toTokens = (state: UrlState): FilterToken[] =>
  state.flatMap(([name, value]) => {
    const key = keyOf(name);
    return key ? { key, value } : [];
  });

export const filterText = (state: UrlState): string => printFilter(toTokens(state));

/** What was typed, beside what links say; of a parameter that stands once the typed one counts. */
function withTyped(params: SearchParams, known = KNOWN): { state: UrlState; mistakes: string[] } {
  const given = readUrlState(params, known);
  const { tokens, mistakes } = parseFilter(
    readUrlState(params, ['filter'])
      .map(([, text]) => text)
      .join(' '),
  );
  const typed: UrlState = tokens.map(({ key, value }) => [NAMES[key], value]);
  const single = new Set(typed.map(([name]) => name).filter((name) => !REPEATABLE.includes(name)));
  const all = [...given.filter(([name]) => !single.has(name)), ...typed];
  const state = all.filter(([name, value], at) => all.findIndex((one) => one[0] === name && one[1] === value) === at);
  const doubled = [...single].filter((name) => valuesOf(state, name).length > 1);
  return {
    state,
    mistakes: [...mistakes, ...doubled.map((name) => `${name}: is given more than once; the last one counts`)],
  };
}

/** A page's address: `filter` holds what was typed into the field, the other parameters what links chose. */
export function readEventsUrl(params: SearchParams): ParsedUrl<AccessQuery> {
  const { state, mistakes } = withTyped(params);
  const url = parseUrlState(accessQuery, state, REPEATABLE);
  return { ...url, mistakes: [...mistakes, ...url.mistakes] };
}

export const PRESET_VIEWS = ['unusual', 'first-readers', 'bulk-reads', 'top', 'heatmap'] as const;
export type PresetView = (typeof PRESET_VIEWS)[number];
/** Those that look at whatever the filter names, as a whole. */
export type FilteredView = Extract<PresetView, 'top' | 'heatmap'>;
export type ListView = Exclude<PresetView, FilteredView | 'unusual'>;

export const isFilteredView = (view: PresetView): view is FilteredView => view === 'top' || view === 'heatmap';

export const readPresetView = (params: SearchParams): PresetView | undefined =>
  PRESET_VIEWS.find((view) => view === params['preset']);

const PRESET_KNOWN = ['env', 'actorKind', 'from', 'to'];

/** These look at reads by whom and when; the other filters mean nothing to them. */
export function readPresetUrl(params: SearchParams): ParsedUrl<PresetQuery> {
  const { state, mistakes } = withTyped(params);
  const kept = state.filter(([name]) => PRESET_KNOWN.includes(name));
  const url = parseUrlState(presetQuery, kept, REPEATABLE);
  return { ...url, mistakes: [...mistakes, ...url.mistakes] };
}

/** The same filters, of whom and what there is most, whatever way it is shown, and who comes first. */
export function readTopUrl(params: SearchParams): ParsedUrl<TopQuery> {
  const { state, mistakes } = withTyped(params, [...KNOWN.filter((name) => name !== 'cursor'), 'order']);
  const url = parseUrlState(topQuery, state, REPEATABLE);
  return { ...url, mistakes: [...mistakes, ...url.mistakes] };
}
