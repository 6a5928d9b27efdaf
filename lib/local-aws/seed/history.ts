import { dayOf, type TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { Seeded } from './make-secret';
import type { SecretSpec } from './spec';
import { tellHousekeeping, tellRounds } from './tell-housekeeping';
import { tellReads } from './tell-reads';
import { tellRotations } from './tell-rotations';

type Scope = { account: string; region: string };

const quiet = new Set(['never', 'off', 'overdue']);

/** Whether the calendar tells anything of it; of the many others nothing but the secret itself is kept. */
export const hasPart = ({ readers, rotation, deletion, policy }: SecretSpec) =>
  readers.length > 0 || !quiet.has(rotation.is) || deletion === true || policy !== undefined;

/**
 * One scope's history as a function of the day (days since 1970): seed, scope and day decide every id and every time. Days
 * are told when first read and kept; the secrets without a part in the calendar are left out once, not every day.
 */
export function createHistory(
  scope: Scope,
  all: readonly Seeded[],
  seed: number,
  days: number,
): (day: number) => readonly TrailEvent[] {
  const scopeKey = `${seed} ${scope.account} ${scope.region}`;
  const readers = all.filter(({ spec }) => spec.readers.length > 0);
  const rotating = all.filter(({ spec }) => !quiet.has(spec.rotation.is));
  const kept = all.filter(({ spec }) => spec.deletion === true || spec.policy !== undefined);
  const told = new Map<number, readonly TrailEvent[]>();
  const tell = (day: number) =>
    [
      ...tellRounds(scope.account, scope.region, scopeKey, day),
      ...readers.flatMap((seeded) => tellReads(seeded, scopeKey, day)),
      ...rotating.flatMap((seeded) => tellRotations(seeded, scopeKey, day)),
      ...kept.flatMap((seeded) => tellHousekeeping(seeded, scopeKey, day)),
    ].sort((a, b) => a.time - b.time);
  return (day) => {
    const today = dayOf(Date.now());
    if (days === 0 || day < today - days || day > today) return [];
    let events = told.get(day);
    if (events === undefined) {
      events = tell(day);
      told.set(day, events);
    }
    return events;
  };
}
