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

function add(trait: Seen[], [value, first, last]: Seen): void {
  const name = value.slice(0, LONGEST);
  const known = trait.find(([other]) => other === name);
  if (known) {
    known[1] = Math.min(known[1], first);
    known[2] = Math.max(known[2], last);
  } else if (trait.length < MOST_VALUES) trait.push([name, first, last]);
}

/** The traits with what was seen besides; `grew`: there is a value that was not there. */
export function withSeen(traits: Traits, reads: readonly SeenReads[]): { traits: Traits; grew: boolean } {
  const joined = noTraits();
  for (const name of TRAITS) joined[name] = traits[name].map(([...seen]): Seen => seen);
  const size = (all: Traits): number => TRAITS.reduce((sum, name) => sum + all[name].length, 0);
  for (const seen of reads) {
    const values = toValues(seen);
    for (const name of TRAITS) {
      const value = values[name];
      if (value !== null && value !== undefined)
        add(joined[name], [value, seen.firstAt.getTime(), seen.lastAt.getTime()]);
    }
  }
  return { traits: joined, grew: size(joined) > size(traits) };
}
