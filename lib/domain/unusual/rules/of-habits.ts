import type { Draft } from '@/lib/domain/unusual/finding';
import {
  isKnownReader,
  isWatched,
  lately,
  momentsOf,
  readingDays,
  valuesOf,
  type ReaderFacts,
  type ReaderRule,
} from '@/lib/domain/unusual/reader-facts';
import { MOST_VALUES, type Seen } from '@/lib/domain/unusual/traits';
import { clock, count, listed, spansOfHours } from '@/lib/domain/unusual/words';

/** Who is known from more of them has none that it is at home in. */
const MOST_KNOWN = 8;

/** What the day shows that none of the days before did; nothing where the reader roams. */
function findNew(facts: ReaderFacts, trait: 'networks' | 'clients'): { fresh: Seen[]; known: string[] } | null {
  const known = valuesOf(facts.before, trait);
  if (known.length === 0 || known.length > MOST_KNOWN || facts.today[trait].length >= MOST_VALUES) return null;
  const fresh = facts.today[trait].filter(([value]) => !known.includes(value));
  return fresh.length === 0 ? null : { fresh, known };
}

const isOfOthers = ({ actorKind }: ReaderFacts): boolean =>
  actorKind !== 'aws-service' && actorKind !== 'this-dashboard';

function judgeNew(
  facts: ReaderFacts,
  { trait, rule, word }: { trait: 'networks' | 'clients'; rule: 'new-network' | 'new-client'; word: string },
): Draft | null {
  const found = findNew(facts, trait);
  if (!found) return null;
  const { fresh, known } = found;
  const values = fresh.map(([value]) => value);
  const moments = momentsOf(fresh);
  return {
    rule,
    ...moments,
    reason: `Read ${word} ${listed(values)}, for the first time at ${clock(moments.firstAt)} UTC. On ${count(readingDays(facts).length, 'day')} of the 30 before, this reader read the secret ${word} ${listed(known)} alone.`,
    facts: [
      { label: 'new', value: listed(values) },
      { label: 'known', value: listed(known) },
    ],
    count: null,
    of: { trait, values },
  };
}

export const judgeNetwork: ReaderRule<Draft> = (facts, settings) =>
  isOfOthers(facts) && isWatched(facts, settings) && isKnownReader(facts)
    ? judgeNew(facts, { trait: 'networks', rule: 'new-network', word: 'from' })
    : null;

export const judgeClient: ReaderRule<Draft> = (facts, settings) =>
  isOfOthers(facts) && isWatched(facts, settings) && isKnownReader(facts)
    ? judgeNew(facts, { trait: 'clients', rule: 'new-client', word: 'with' })
    : null;

/** Days of reads from which hours can be told, and hours of which more are no habit. */
const LEAST_DAYS = 14;
const MOST_HOURS = 8;

const apart = (one: number, other: number): number => {
  const distance = Math.abs(one - other);
  return Math.min(distance, 24 - distance);
};

export const judgeHours: ReaderRule<Draft> = (facts, settings) => {
  if (!isOfOthers(facts) || !isWatched(facts, settings) || !isKnownReader(facts, LEAST_DAYS)) return null;
  const known = valuesOf(facts.before, 'hours').map(Number);
  if (known.length === 0 || known.length > MOST_HOURS) return null;
  const fresh = facts.today.hours.filter(([hour]) =>
    known.every((other) => apart(Number(hour), other) >= settings.offCadenceHours),
  );
  if (fresh.length === 0) return null;
  const moments = momentsOf(fresh);
  return {
    rule: 'off-cadence',
    ...moments,
    reason: `Read at ${clock(moments.firstAt)} UTC. On ${count(readingDays(facts).length, 'day')} of the 30 before, this reader read the secret between ${spansOfHours(known)} UTC alone.`,
    facts: [{ label: 'hours before', value: `${spansOfHours(known)} UTC` }],
    count: null,
    of: { trait: 'hours', values: fresh.map(([hour]) => hour) },
  };
};

/** A key that never expires, where it was not seen lately. */
export const judgeKey: ReaderRule<Draft> = (facts, settings) => {
  const { today, who } = facts;
  if (!isOfOthers(facts) || !isWatched(facts, settings) || who.type === 'root') return null;
  const known = valuesOf(lately(facts, settings), 'keys');
  const fresh = today.keys.filter(([key]) => !known.includes(key));
  if (fresh.length === 0) return null;
  const keys = fresh.map(([key]) => key);
  return {
    rule: 'long-lived-key',
    ...momentsOf(fresh),
    reason: `Read with ${keys.length === 1 ? 'an access key that does not expire' : 'access keys that do not expire'} (${listed(keys)}). In the ${settings.repeatDays} days before, this reader did not read the secret so.`,
    facts: [
      { label: 'key ends with', value: listed(keys) },
      { label: 'from', value: listed(today.networks.map(([name]) => name)) },
    ],
    count: null,
    of: { trait: 'keys', values: keys },
  };
};
