/** What a screen keeps in its URL: names and values in order, names repeated. */
export type UrlState = readonly (readonly [name: string, value: string])[];

/** What Next hands to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The state in a page's `searchParams`, of the known names alone; the rest of a URL is not carried along. */
export function readUrlState(params: SearchParams, known: readonly string[]): UrlState {
  return known.flatMap((name) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
    return [...new Set(values)].filter((text) => text !== '').map((text) => [name, text] as const);
  });
}

export const valuesOf = (state: UrlState, name: string): string[] =>
  state.filter(([key]) => key === name).map(([, value]) => value);

export const valueOf = (state: UrlState, name: string): string | undefined => valuesOf(state, name).at(-1);

/** Any change of what is listed starts at the first page again. */
const restarted = (state: UrlState): UrlState => state.filter(([name]) => name !== 'cursor');

export const without = (state: UrlState, name: string, value?: string): UrlState =>
  restarted(state).filter(([key, text]) => key !== name || (value !== undefined && text !== value));

export const withValue = (state: UrlState, name: string, value: string): UrlState => [
  ...without(state, name),
  [name, value],
];

/** One value of a repeatable name, on or off. */
export function toggled(state: UrlState, name: string, value: string): UrlState {
  if (valuesOf(state, name).includes(value)) return without(state, name, value);
  return [...restarted(state), [name, value]];
}

export const atCursor = (state: UrlState, cursor: string): UrlState => [...restarted(state), ['cursor', cursor]];

export function toHref(path: string, state: UrlState): string {
  const query = new URLSearchParams(state.map(([name, value]) => [name, value])).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The shape that the contract's query schemas parse: lists for the repeatable names. */
export function toQueryInput(state: UrlState, repeatable: readonly string[]): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {};
  for (const [name, value] of state) input[name] = repeatable.includes(name) ? valuesOf(state, name) : value;
  return input;
}
