import { dayOf, type TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { Seeded } from './make-secret';
import type { SecretSpec } from './spec';
import { findGatherings, tellGathering } from './tell-gatherings';
import { tellHousekeeping, tellRounds } from './tell-housekeeping';
import { tellLife } from './tell-life';
import { tellReads } from './tell-reads';
import { tellRotations } from './tell-rotations';

type Scope = { account: string; region: string };

/** Ninety days of many scopes at once would be most of what a world takes; a reading looks at one day after another. */
const keptDays = 10;

const quiet = new Set(['never', 'off', 'overdue']);

const isRenewed = ({ rotation }: SecretSpec) =>
  !quiet.has(rotation.is) || (rotation.is === 'never' && rotation.renewed !== undefined);
const isKept = ({ deletion, policy, edits }: SecretSpec) =>
  deletion === true || policy !== undefined || edits !== undefined;

/** Whether the calendar tells anything of it; of the many others nothing but the secret itself is kept. */
export const hasPart = (spec: SecretSpec) =>
  spec.readers.length > 0 || isRenewed(spec) || isKept(spec) || spec.recreated !== undefined;

/** What a scope's history is told of: its own secrets, and those of other accounts that its workloads read. */
export type Cast = { own: Seeded[]; foreign: Seeded[] };

/**
 * One scope's history as a function of the day (days since 1970): seed, scope and day decide every id and every time. Days
 * are told when they are read, and the last ones kept; the secrets without a part in the calendar are left out once.
 */
export function createHistory(
  { account, region }: Scope,
  { own, foreign }: Cast,
  seed: number,
  days: number,
): (day: number) => readonly TrailEvent[] {
  const scopeKey = `${seed} ${account} ${region}`;
  const read = [...own.filter(({ spec }) => spec.readers.length > 0), ...foreign];
  const renewed = own.filter(({ spec }) => isRenewed(spec));
  const kept = own.filter(({ spec }) => isKept(spec));
  const recreated = own.filter(({ life }) => life !== undefined);
  const gatherings = findGatherings(own);
  const told = new Map<number, readonly TrailEvent[]>();
  const tell = (day: number) =>
    [
      ...tellRounds(account, region, scopeKey, day),
      ...gatherings.flatMap((gathering) => tellGathering(gathering, account, region, scopeKey, day)),
      ...read.flatMap((seeded) => tellReads(seeded, scopeKey, day, account)),
      ...renewed.flatMap((seeded) => tellRotations(seeded, scopeKey, day)),
      ...kept.flatMap((seeded) => tellHousekeeping(seeded, scopeKey, day)),
      ...recreated.flatMap((seeded) => tellLife(seeded, scopeKey, day)),
    ].sort((a, b) => a.time - b.time);
  return (day) => {
    const today = dayOf(Date.now());
    if (days === 0 || day < today - days || day > today) return [];
    let events = told.get(day);
    if (events === undefined) {
      events = tell(day);
      told.set(day, events);
      const [oldest] = told.keys();
      if (told.size > keptDays && oldest !== undefined) told.delete(oldest);
    }
    return events;
  };
}
