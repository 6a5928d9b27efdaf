import { describe, expect, it } from 'vitest';
import { checkClearing, checkRollBack, type RecoveryFacts } from './check-recovery';

const NOW = new Date('2026-11-20T12:00:00Z');
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const STAGES = { old: ['AWSPREVIOUS'], now: ['AWSCURRENT'], left: ['AWSPENDING'], tagged: ['blue'] };
const facts = ({ secret, ...change }: Partial<RecoveryFacts> = {}): RecoveryFacts => ({
  secret: { versionStages: STAGES, primaryRegion: null, region: 'eu-west-1', deletedAt: null, ...secret },
  rotation: { state: 'stuck', since: before(90) },
  activeRun: null,
  pendingRun: null,
  foreign: false,
  ...change,
});
const ids = (checks: { id: string }[]): string[] => checks.map(({ id }) => id);
const ofSecret = (change: Partial<RecoveryFacts['secret']>): Partial<RecoveryFacts> => ({
  secret: { ...facts().secret, ...change },
});
const running = { state: 'running', since: before(10) } as const;

/** What blocks both. */
const COMMON: [string, Partial<RecoveryFacts>, string[]][] = [
  ['nothing stands in the way', {}, []],
  ['it fails', { rotation: { state: 'failing', since: before(5) } }, []],
  ['a run is followed', { activeRun: { startedBy: { id: 'x', name: 'ana' } } }, ['run-in-progress']],
  ['a rotation of AWS’s own runs', { rotation: running }, ['rotation-running']],
  ['it would seem to run, and its run hangs', { rotation: running, pendingRun: { state: 'hung', endedAt: before(2) } }, []],
  ['AWS began it anew after its failure', { rotation: running, pendingRun: { state: 'failed', endedAt: before(20) } }, ['rotation-running']],
  ['its run goes on', { rotation: running, pendingRun: { state: 'running', endedAt: null } }, ['rotation-running']],
  ['it is a replica', ofSecret({ primaryRegion: 'us-east-1' }), ['replica']],
  ['it is pending deletion', ofSecret({ deletedAt: NOW }), ['pending-deletion']],
]; // prettier-ignore

describe('clearing the pending label', () => {
  it.each(COMMON)('where %s', (_, change, blocked) => {
    expect(ids(checkClearing(facts(change), 'left'))).toEqual(blocked);
  });

  it('is of the version that was seen, which is not the current one', () => {
    expect(ids(checkClearing(facts(), 'old'))).toEqual(['label-moved']);
    const together = facts(ofSecret({ versionStages: { now: ['AWSCURRENT', 'AWSPENDING'] } }));
    expect(ids(checkClearing(together, 'now'))).toEqual(['complete']);
  });
});

describe('rolling back', () => {
  it.each(COMMON)('where %s', (_, change, blocked) => {
    expect(ids(checkRollBack(facts(change), 'now', 'old'))).toEqual(blocked);
  });

  it('does not wait for a rotation whose end CloudTrail has not told, where no version is pending', () => {
    const done = { now: ['AWSCURRENT'], old: ['AWSPREVIOUS'] };
    const after = facts({ ...ofSecret({ versionStages: done }), rotation: running });
    expect(ids(checkRollBack(after, 'now', 'old'))).toEqual([]);
  });

  it('goes to what was current once, as far as labels tell', () => {
    const to = (id: string, change: Partial<RecoveryFacts> = {}) => ids(checkRollBack(facts(change), 'now', id));
    expect(to('tagged')).toEqual([]);
    expect(to('left')).toEqual(['never-current']);
    expect(to('nowhere')).toEqual(['no-label']);
    // What it does not show it may have.
    expect(to('nowhere', { foreign: true })).toEqual([]);
    expect(to('now')).toEqual(['same']);
    expect(ids(checkRollBack(facts(), 'old', 'tagged'))).toEqual(['label-moved']);
  });
});
