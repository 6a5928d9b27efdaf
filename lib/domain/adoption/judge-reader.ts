import { toCadence } from '@/lib/domain/access/cadence';
import { isNamedForRotation } from '@/lib/domain/access/plan-consumers';
import { isOfPeople } from '@/lib/domain/event-record';
import type { AdoptionFacts, AdoptionReader, Asked } from './adoption-facts';
import { classifyAsk, type Got } from './classify-ask';
import type { KnownSince } from './known-since';

/**
 * `old`: its latest read got another version. `late`: it has not read for longer than it usually does. `unknown`: nobody
 * can tell. `pending`: its turn has come, and what it did may not have arrived. `waiting`: its turn has not come.
 * `adopted`: it has read the new version. `aside`: a person, a reveal here, or the secret's rotation function.
 */
export const ADOPTION_STATES = ['old', 'late', 'unknown', 'pending', 'waiting', 'adopted', 'aside'] as const;
export type AdoptionState = (typeof ADOPTION_STATES)[number];

export interface JudgedReader {
  reader: AdoptionReader;
  state: AdoptionState;
  /** In a sentence. */
  says: string;
  /** The first read of the new version. */
  adoptedAt: Date | null;
  /** The last read of another version since. */
  oldAt: Date | null;
  /** When it usually has read again, 95 times of 100; null: it has, or nobody can tell. */
  expectedBy: Date | null;
}

const firstOf = (asked: readonly Asked[]): Date | null =>
  asked.flatMap(({ firstAt }) => firstAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
const lastOf = (asked: readonly Asked[]): Date | null =>
  asked.flatMap(({ firstAt, lastAt }) => (firstAt ? lastAt : [])).toSorted((a, b) => b.getTime() - a.getTime())[0] ??
  null;

function findAside({ actorKind, who }: AdoptionReader, rotationLambdaArn: string | null): string | null {
  if (actorKind === 'this-dashboard') return 'A reveal in Keyledger.';
  if (isOfPeople({ actorKind })) return 'A person: has to read it again to have the new value.';
  return isNamedForRotation(who, rotationLambdaArn) ? 'The rotation function itself.' : null;
}

const PINNED = 'asks for a version by its id';
const LABELLED = 'asks for AWSPREVIOUS';
const howOld = (old: readonly Asked[]): string => {
  const latest = old.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())[0];
  if (!latest || latest.versionId !== null) return PINNED;
  return latest.versionStage === 'AWSPREVIOUS' ? LABELLED : 'asks for a label that is on another version';
};

/** A reader that had missed so many of its turns by then had stopped. */
const MISSED_TURNS = 10;

type Silence = Pick<JudgedReader, 'state' | 'says' | 'expectedBy'>;

/** Of one that is not seen to have read either version since. */
function judgeSilence(reader: AdoptionReader, { whole, until }: KnownSince, { current, now }: AdoptionFacts): Silence {
  const unknown = (says: string): Silence => ({ state: 'unknown', says, expectedBy: null });
  if (!whole) return unknown('The history since the change is not wholly known: it may have read.');
  if (reader.asked.some(({ lastAt }) => lastAt >= current.by))
    return unknown('Asks for the pending version, or for a label that is on none.');
  const isTorn = reader.asked.length > 0;
  const torn = unknown('Read while the version changed: nobody can tell which one it got.');
  const cadence = toCadence(reader);
  if (cadence.is === 'rare' || reader.p95IntervalSeconds === null)
    return isTorn ? torn : unknown('Reads too seldom to tell when it reads again.');
  const expectedBy = new Date(reader.lastAt.getTime() + reader.p95IntervalSeconds * 1000);
  const atStart = cadence.is === 'at-start' ? ' It reads when it starts: until then it keeps the old value.' : '';
  if (expectedBy > now) return { state: 'waiting', says: `Has not read since, which is usual.${atStart}`, expectedBy };
  if (expectedBy > until)
    return {
      state: 'pending',
      says: 'Was to read by now; CloudTrail may tell of it up to 15 minutes later.',
      expectedBy,
    };
  if (isTorn) return torn;
  const missed = (current.by.getTime() - reader.lastAt.getTime()) / Math.max(1000, reader.p95IntervalSeconds * 1000);
  const says =
    missed > MISSED_TURNS
      ? 'Had stopped reading before the change: it is gone, or it keeps an old value.'
      : `Has not read since, and usually would have by now.${atStart}`;
  return { state: 'late', says, expectedBy };
}

/** Whether one reader has the new version, by what it asked for since, or by how long it is silent. */
export function judgeReader(reader: AdoptionReader, known: KnownSince, facts: AdoptionFacts): JudgedReader {
  const by = (got: Got) => reader.asked.filter((asked) => classifyAsk(asked, facts) === got);
  const [fresh, old] = [by('new'), by('old')];
  const [adoptedAt, freshAt, oldAt] = [firstOf(fresh), lastOf(fresh), lastOf(old)];
  const judged = { reader, adoptedAt, oldAt, expectedBy: null };
  const aside = findAside(reader, facts.rotationLambdaArn);
  if (aside !== null) return { ...judged, state: 'aside', says: aside };
  const patience = (reader.p95IntervalSeconds ?? 0) * 1000;
  // Who fetches both each time has the new one; who went back to the old one, as a release that was taken back, has not.
  if (oldAt && (!freshAt || oldAt.getTime() - freshAt.getTime() > patience))
    return { ...judged, state: 'old', says: `Reads another version: it ${howOld(old)}.` };
  if (adoptedAt) {
    const also = oldAt && oldAt >= adoptedAt ? ` It still ${howOld(old)}, too.` : '';
    return { ...judged, state: 'adopted', says: `Has read the new version.${also}` };
  }
  return { ...judged, ...judgeSilence(reader, known, facts) };
}
