import type { CoverageInterval } from '@/lib/domain/event-record';
import { OVERLAP_MS } from '@/lib/domain/history/plan-history';
import { toScopeId } from '@/lib/domain/scope';
import type { UnreadFile } from './check-files';
import { toPlace, type GivenDigest } from './judge-digests';
import { parseDigestName } from './read-digest';

interface Span {
  from: Date;
  to: Date;
}

/** Of one trail in one account and region. */
export interface TrailCovered {
  scopeId: string;
  trail: string;
  bucket: string;
  intervals: CoverageInterval[];
  /** Why none of it is, though its chain may be whole; null: nothing speaks against it. */
  doubt: string | null;
}

interface Facts {
  sound: readonly GivenDigest[];
  /** Digests that were read and are not sound. */
  unproven: readonly GivenDigest[];
  /** Digest files that could not be read. */
  unreadable: readonly string[];
  unread: Iterable<UnreadFile>;
  /** Trails of which a person says that they record all reads. */
  completeReads: readonly string[];
}

type Named = Pick<GivenDigest, 'accountId' | 'region' | 'trail'>;
const toGroup = ({ accountId, region, trail }: Named): string => `${toScopeId(accountId, region)} ${trail}`;

/** Where a trail delivers its digests of an account and region to, without the day. */
const toFolder = ({ bucket, key, homeRegion }: GivenDigest): string =>
  `${bucket}/${key.replace(/\/\d{4}\/\d\d\/\d\d\/[^/]*$/, '')} of ${homeRegion}`;

const goesOn = (one: GivenDigest, last: GivenDigest): boolean =>
  one.previous !== null &&
  toPlace(one.previous) === toPlace(last) &&
  one.previous.hash === last.hash &&
  one.from <= last.to;

/** Digests each of which goes on from the one before it, of one trail, account and region. */
function toChains(digests: readonly GivenDigest[]): GivenDigest[][] {
  const chains: GivenDigest[][] = [];
  for (const one of digests.toSorted((left, right) => left.to.getTime() - right.to.getTime())) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    if (chain && last && goesOn(one, last)) chain.push(one);
    else chains.push([one]);
  }
  return chains;
}

const before = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);

/**
 * The time of events that an unbroken chain knows. A digest speaks of the time of delivery, minutes after the event:
 * what happened since a chain goes on lies within it. In the first hour of a trail, or since it was turned on again, it
 * may have been off still; in the hour of its last digest it may have been turned off. What happened shortly before
 * that hour may be delivered within it, for which there are 30 minutes, as with LookupEvents.
 */
function toSpan(chain: readonly GivenDigest[]): Span[] {
  const [first, last] = [chain[0], chain.at(-1)];
  if (!first || !last) return [];
  const span = { from: first.previous === null ? first.to : first.from, to: before(last.from, OVERLAP_MS) };
  return span.from < span.to ? [span] : [];
}

/** What is shorter tells little, and where many files are missing there would be one between any two. */
const LEAST_MS = 3_600_000;

const isLong = ({ from, to }: Span): boolean => to.getTime() - from.getTime() >= LEAST_MS;

/** The parts of a span that no hole touches; holes in the order of their beginnings. */
function* without(span: Span, holes: readonly Span[]): Generator<Span> {
  let from = span.from;
  for (const hole of holes) {
    if (hole.to < from) continue;
    if (hole.from >= span.to) break;
    yield { from, to: hole.from };
    from = hole.to;
  }
  yield { from, to: span.to };
}

const toHole = ({ digest, oldest, newest }: UnreadFile): Span =>
  // CloudTrail keeps whole seconds: an event of the last one may be half a second later.
  oldest && newest
    ? { from: before(oldest, 1000), to: before(newest, -1000) }
    : { from: before(digest.from, OVERLAP_MS), to: digest.to };

function findDoubt(digests: readonly GivenDigest[], unreadable: ReadonlySet<string>): string | null {
  const folders = [...new Set(digests.map(toFolder))];
  if (folders.length > 1) return `it delivers to ${folders.join(' and ')}: whether that is one trail is not known`;
  const [first] = digests;
  return first && unreadable.has(toGroup(first)) ? 'a digest of what others left out cannot be read' : null;
}

/**
 * Which times of events the trails that record all reads make known, by account and region: where digests that
 * CloudTrail signed follow one another without a break, but for the times of log files that were not read as they were
 * delivered.
 */
export function toCovered({ sound, unproven, unreadable, unread, completeReads }: Facts): TrailCovered[] {
  const isMeant = ({ trail }: Named) => completeReads.includes(trail);
  const holes = new Map<string, Span[]>();
  const addHole = (group: string, hole: Span): void => {
    const known = holes.get(group);
    if (known) known.push(hole);
    else holes.set(group, [hole]);
  };
  for (const file of unread) if (isMeant(file.digest)) addHole(toGroup(file.digest), toHole(file));
  // It stands in no chain that it could break; which files it names is not proven.
  for (const one of unproven)
    if (one.isBackfill) addHole(toGroup(one), { from: before(one.from, OVERLAP_MS), to: one.to });
  const unknown = new Set(
    unreadable.flatMap((path) => {
      const named = parseDigestName(path);
      return named?.isBackfill ? [toGroup(named)] : [];
    }),
  );
  return [...Map.groupBy(sound.filter(isMeant), toGroup)].flatMap(([group, digests]) => {
    const [first] = digests;
    if (!first) return [];
    const doubt = findDoubt(digests, unknown);
    const chains = doubt === null ? toChains(digests.filter(({ isBackfill }) => !isBackfill)) : [];
    const own = (holes.get(group) ?? []).toSorted((left, right) => left.from.getTime() - right.from.getTime());
    const known = chains.flatMap(toSpan).flatMap((span) => [...without(span, own)]);
    const intervals = known.filter(isLong).map((span) => ({ ...span, source: 'trail-files' as const }));
    return [
      { scopeId: toScopeId(first.accountId, first.region), trail: first.trail, bucket: first.bucket, intervals, doubt },
    ];
  });
}
