import { nameSome } from '@/lib/domain/deletion/name-users';
import { howCovered, type Known } from '@/lib/domain/history/how-covered';
import { READER_DAYS, type AdoptionFacts } from './adoption-facts';
import { ADOPTION_STATES, judgeReader, type AdoptionState, type JudgedReader } from './judge-reader';
import { knownSince, type KnownSince } from './known-since';

/**
 * `behind`: somebody reads another version, or is silent for longer than usual. `under-way`: nobody is, and some are still
 * to read. `unsure`: of some nobody can tell, or not all readers are known. `adopted`: all have it. `no-readers`: nobody has to.
 */
export const ADOPTION_VERDICTS = ['behind', 'under-way', 'unsure', 'adopted', 'no-readers'] as const;
export type AdoptionVerdict = (typeof ADOPTION_VERDICTS)[number];

export interface JudgedAdoption {
  verdict: AdoptionVerdict;
  sentence: string;
  /** Of so many programs so many have the new version. */
  adopted: number;
  of: number;
  /** Who has yet to, or is not known to, first. */
  readers: JudgedReader[];
  /** How much is known of the days that readers are taken from. */
  history: Known;
  since: KnownSince;
  /** null: it may be in use, or nobody can tell. */
  previousUnusedSince: Date | null;
  /** When all that are usually to read will have; null: none is. */
  expectedBy: Date | null;
}

const DAY_MS = 86_400_000;

const nameOf = ({ reader }: JudgedReader): string => reader.who ?? reader.principal.label;
const latest = (dates: readonly Date[]): Date | null => dates.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;

function toVerdict(counted: readonly JudgedReader[], isKnown: boolean): AdoptionVerdict {
  const has = (...states: AdoptionState[]) => counted.some(({ state }) => states.includes(state));
  if (has('old', 'late')) return 'behind';
  if (has('pending', 'waiting')) return 'under-way';
  if (has('unknown') || !isKnown) return 'unsure';
  return counted.length === 0 ? 'no-readers' : 'adopted';
}

function toSentence(verdict: AdoptionVerdict, counted: readonly JudgedReader[]): string {
  const of = (...states: AdoptionState[]) => {
    const names = new Set(counted.filter(({ state }) => states.includes(state)).map(nameOf));
    return { who: nameSome([...names]), have: names.size === 1 ? 'has' : 'have' };
  };
  const [late, due, unknown] = [of('old', 'late'), of('pending', 'waiting'), of('unknown')];
  switch (verdict) {
    case 'behind':
      return `Keep the previous version: ${late.who} may still need it.`;
    case 'under-way':
      return `Keep the previous version until ${due.who} ${due.have} read.`;
    case 'unsure':
      return unknown.who === ''
        ? 'All that are known have it, but not all of the history is known: there may be others.'
        : `Nobody can tell whether ${unknown.who} ${unknown.have} the new version.`;
    case 'adopted':
      return 'Every program that reads it has the new version.';
    case 'no-readers':
      return `No program has read it in the last ${READER_DAYS} days, all of which is known.`;
  }
}

/** A reader that asks for both versions needs both; one that asked for the old one before it had the new does not. */
const needsOld = ({ adoptedAt, oldAt }: JudgedReader): boolean => oldAt !== null && (!adoptedAt || oldAt >= adoptedAt);

function findUnusedSince(verdict: AdoptionVerdict, judged: readonly JudgedReader[], facts: AdoptionFacts): Date | null {
  const hasPrevious = Object.values(facts.versionStages).some((labels) => labels.includes('AWSPREVIOUS'));
  const isOver = verdict === 'adopted' || verdict === 'no-readers';
  const counted = judged.filter(({ state }) => state !== 'aside');
  if (!hasPrevious || !isOver || counted.some(needsOld)) return null;
  const moments = judged.flatMap(({ state, adoptedAt, oldAt }) => [
    ...(adoptedAt && state !== 'aside' ? [adoptedAt] : []),
    ...(oldAt ? [oldAt] : []),
  ]);
  return latest([facts.current.by, ...moments]);
}

/**
 * Which readers have the version that became current, and since when the previous one can be thought unused. A reader is a
 * principal: of several copies of one program, the first that reads speaks for all.
 */
export function judgeAdoption(facts: AdoptionFacts): JudgedAdoption {
  const { current, coverage, now } = facts;
  const since = knownSince(coverage, current.by, now);
  const history = howCovered([coverage], new Date(now.getTime() - READER_DAYS * DAY_MS), now, now);
  const rank = (state: AdoptionState): number => ADOPTION_STATES.indexOf(state);
  const readers = facts.readers
    .map((reader) => judgeReader(reader, since, facts))
    .toSorted((a, b) => rank(a.state) - rank(b.state) || b.reader.lastAt.getTime() - a.reader.lastAt.getTime());
  const counted = readers.filter(({ state }) => state !== 'aside');
  const verdict = toVerdict(counted, facts.allReaders && history === 'whole' && since.whole);
  return {
    verdict,
    sentence: toSentence(verdict, counted),
    adopted: counted.filter(({ state }) => state === 'adopted').length,
    of: counted.length,
    readers,
    history,
    since,
    previousUnusedSince: findUnusedSince(verdict, readers, facts),
    expectedBy: latest(
      counted.flatMap(({ state, expectedBy }) => (state !== 'late' && expectedBy ? [expectedBy] : [])),
    ),
  };
}
