import type { AccessEvent } from '@/lib/domain/event-record';
import type { Attempt } from './deletion-facts';

type Failed = Pick<AccessEvent, 'at' | 'outcome' | 'actorKind' | 'principal'> & { who: string | null };

/** Reads that failed, by who tried, the latest first. Whom IAM denied would not have had the value otherwise, either. */
export function foldAttempts(events: readonly Failed[]): Attempt[] {
  const byWho = new Map<string, Attempt>();
  for (const { at, outcome, actorKind, principal, who } of events) {
    if (outcome !== 'failed' || actorKind === 'this-dashboard') continue;
    const { id: principalId, label } = principal;
    const known = byWho.get(principalId) ?? { principalId, who: who ?? label, actorKind, times: 0, lastAt: at };
    byWho.set(principalId, { ...known, times: known.times + 1, lastAt: at > known.lastAt ? at : known.lastAt });
  }
  return [...byWho.values()].toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
}
