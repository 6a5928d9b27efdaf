import { randomUUID } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';
import type { World } from '@/lib/local-aws/world/world';
import type { Bend } from './bend';
import { itemsOf, listMembers, withItems, type Bending, type Exchange } from './exchange';

const SAME = 'the-only-token';
const EMPTY = 'empty-';

/** Where the one token of `token-repeated` leads, by world and listing. */
const places = new WeakMap<World, Map<string, string>>();

function placesOf(world: World): Map<string, string> {
  const known = places.get(world) ?? new Map<string, string>();
  places.set(world, known);
  return known;
}

const without = (input: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));

const isListing = ({ operation }: Exchange): boolean => operation in listMembers;

const listings =
  (bend: Bending): Bending =>
  (exchange) =>
    isListing(exchange) ? bend(exchange) : exchange.ask(exchange.input);

/** Every page as one; a bend behind it may have pages without an end, which end at the first that comes again. */
function askForAll({ operation, input, ask }: Exchange): JsonObject {
  const pages = new Map<string, readonly Json[]>();
  let token: Json | undefined = undefined;
  for (;;) {
    const output: JsonObject = ask({ ...without(input, 'MaxResults'), NextToken: token });
    const items = itemsOf(operation, output);
    const key = JSON.stringify(items);
    if (pages.has(key)) break;
    pages.set(key, items);
    token = output.NextToken;
    if (token === undefined) break;
  }
  return withItems(operation, {}, [...pages.values()].flat());
}

function repeatToken({ call, operation, input, ask }: Exchange): JsonObject {
  const known = placesOf(call.world);
  const key = `${call.caller.account} ${call.scope.region} ${operation}`;
  const output = ask(input.NextToken === SAME ? { ...input, NextToken: known.get(key) } : input);
  if (typeof output.NextToken === 'string') known.set(key, output.NextToken);
  else if (input.NextToken !== SAME) return output;
  return { ...output, NextToken: SAME };
}

function goOnEmpty({ operation, input, ask }: Exchange): JsonObject {
  const next = { NextToken: `${EMPTY}${randomUUID()}` };
  if (typeof input.NextToken === 'string' && input.NextToken.startsWith(EMPTY)) return withItems(operation, next, []);
  return { ...next, ...ask(input) };
}

const nameOf = (item: Json): string => (isJsonObject(item) && typeof item.Name === 'string' ? item.Name : '');
const isOmitted = (item: Json): boolean => Buffer.from(nameOf(item)).reduce((sum, byte) => sum + byte, 0) % 3 === 0;

/** The names asked for by the first filter on names, else null. */
function namesAsked({ Filters: filters }: JsonObject): string[] | null {
  if (!Array.isArray(filters)) return null;
  const found = filters.find((filter) => isJsonObject(filter) && filter.Key === 'name');
  const values: Json | undefined = isJsonObject(found) ? found.Values : undefined;
  return Array.isArray(values) ? values.map((value) => String(value).toLowerCase()) : null;
}

function filterLoosely(exchange: Exchange): JsonObject {
  const asked = namesAsked(exchange.input);
  if (asked === null) return exchange.ask(exchange.input);
  const { SecretList: all } = askForAll({ ...exchange, input: without(exchange.input, 'Filters') });
  const matches = (item: Json): boolean => asked.some((name) => nameOf(item).toLowerCase().startsWith(name));
  return { SecretList: Array.isArray(all) ? all.filter(matches) : [] };
}

const isChange = (event: Json): boolean => isJsonObject(event) && event.ReadOnly === 'false';

/** Bends of how listings are filtered, sorted and paged. */
export const pageBends: Partial<Record<Bend, Bending>> = {
  'sort-ignored': ({ input, ask }) => ask(without(input, 'SortOrder', 'SortBy')),
  'filters-ignored': ({ input, ask }) => ask(without(input, 'Filters')),
  'filters-case-insensitive': listings(filterLoosely),
  'history-empty': ({ operation, input, ask }) => (operation === 'LookupEvents' ? { Events: [] } : ask(input)),
  'history-of-changes': ({ operation, input, ask }) => {
    const output = ask(input);
    if (operation !== 'LookupEvents') return output;
    return withItems(operation, output, itemsOf(operation, output).filter(isChange));
  },
  'planned-deletion-ignored': ({ input, ask }) => ask(without(input, 'IncludePlannedDeletion')),
  unpaged: listings(askForAll),
  'listing-capped': listings((exchange) => {
    const output = askForAll(exchange);
    return withItems(exchange.operation, output, itemsOf(exchange.operation, output).slice(0, 100));
  }),
  'token-ignored': listings(({ input, ask }) => ask(without(input, 'NextToken'))),
  'token-repeated': listings(repeatToken),
  'token-dropped': listings(({ input, ask }) => without(ask(input), 'NextToken')),
  'empty-for-ever': listings(goOnEmpty),
  'listing-repeats': listings(({ operation, input, ask }) => {
    const output = ask(input);
    const items = itemsOf(operation, output);
    return withItems(operation, output, [...items, ...items.slice(0, 1)]);
  }),
  'listing-omits': listings(({ operation, input, ask }) => {
    const output = ask(input);
    if (operation !== 'ListSecrets') return output;
    return withItems(
      operation,
      output,
      itemsOf(operation, output).filter((item) => !isOmitted(item)),
    );
  }),
};
