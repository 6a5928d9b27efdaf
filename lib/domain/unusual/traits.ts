import type { ActorKind, Outcome } from '@/lib/domain/event-record';
import { toNetwork } from './to-network';

/** A principal as a reader of one secret, in one role: a person behind a role is another reader than a program in it. */
export interface Reader {
  secretId: string;
  principalId: string;
  actorKind: ActorKind;
}
/** Of one reader on one UTC day, `YYYY-MM-DD`. */
export interface ReaderDay extends Reader {
  day: string;
}

export const readerKey = ({ secretId, principalId, actorKind }: Reader): string =>
  JSON.stringify([secretId, principalId, actorKind]);
export const dayKey = ({ day, ...reader }: ReaderDay): string => `${day} ${readerKey(reader)}`;

export const TRAITS = ['reads', 'refused', 'networks', 'clients', 'keys', 'versions', 'hours', 'people'] as const;
export type TraitName = (typeof TRAITS)[number];

/** A value with its first and last moment of that day, in milliseconds since 1970. */
export type Seen = [value: string, first: number, last: number];

/** How a reader read on a day. Joined by sets and ends alone, so that what is seen twice or late changes nothing. */
export type Traits = Record<TraitName, Seen[]>;

export const noTraits = (): Traits => ({
  reads: [],
  refused: [],
  networks: [],
  clients: [],
  keys: [],
  versions: [],
  hours: [],
  people: [],
});

/** Of a user agent that no tool is known by: a tool of its own, since whoever reads with one that nobody knows is to be seen. */
export const UNKNOWN_CLIENT = 'an unknown tool';

/** Events of a reader and day that are alike. */
export interface SeenReads {
  outcome: Outcome;
  hour: number;
  sourceAddress: string | null;
  client: string | null;
  /** The end of a key that does not expire, else null. */
  keyEnd: string | null;
  versionId: string | null;
  versionStage: string | null;
  person: string | null;
  firstAt: Date;
  lastAt: Date;
  count: number;
}

/** What asks for the current version says nothing of it. */
const toVersion = ({ versionId, versionStage }: SeenReads): string | null =>
  versionId ?? (versionStage === 'AWSCURRENT' ? null : versionStage);

/** The values that some reads show, by trait. */
export function toValues(seen: SeenReads): Partial<Record<TraitName, string | null>> {
  if (seen.outcome !== 'success') return { refused: seen.outcome };
  return {
    reads: 'all',
    networks: toNetwork(seen.sourceAddress),
    clients: seen.client,
    keys: seen.keyEnd,
    versions: toVersion(seen),
    hours: String(seen.hour),
    people: seen.person,
  };
}

/** Of each trait and day; who shows more is somebody of whom nothing is new. */
export const MOST_VALUES = 30;
const LONGEST = 128;

function add(trait: Map<string, Seen>, [value, first, last]: Seen): void {
  const name = value.slice(0, LONGEST);
  const known = trait.get(name);
  trait.set(name, known ? [name, Math.min(known[1], first), Math.max(known[2], last)] : [name, first, last]);
}

/** The first by value, so that who is left out does not depend on who came first. */
const toTrait = (trait: ReadonlyMap<string, Seen>): Seen[] =>
  [...trait.values()].toSorted(([one], [other]) => (one < other ? -1 : 1)).slice(0, MOST_VALUES);

/** Of these the rules look at the moments: whether it was after a deletion was asked for, or long after a rotation. */
const TIMED: ReadonlySet<TraitName> = new Set(['refused', 'versions']);

const hasMore = (name: TraitName, before: ReadonlyMap<string, Seen>, [value, , last]: Seen): boolean => {
  const known = before.get(value);
  return !known || (TIMED.has(name) && last > known[2]);
};

/** The traits with what was seen besides; `grew`: other days may rest on something that was not there. */
export function withSeen(traits: Traits, reads: readonly SeenReads[]): { traits: Traits; grew: boolean } {
  const all = reads.map((seen) => ({ seen, values: toValues(seen) }));
  const joined = noTraits();
  let grew = false;
  for (const name of TRAITS) {
    const before = new Map(traits[name].map((seen) => [seen[0], seen]));
    const after = new Map(before);
    for (const { seen, values } of all) {
      const value = values[name];
      if (value !== null && value !== undefined) add(after, [value, seen.firstAt.getTime(), seen.lastAt.getTime()]);
    }
    joined[name] = toTrait(after);
    grew ||= joined[name].some((seen) => hasMore(name, before, seen));
  }
  return { traits: joined, grew };
}
