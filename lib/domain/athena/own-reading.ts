import { dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { HISTORY_DAYS, planHistory } from '@/lib/domain/history/plan-history';
import type { ScopeState } from '@/lib/domain/scope';

interface Reading {
  coverage: readonly CoverageInterval[];
  /** How the scope's history does. */
  state: ScopeState;
  now: Date;
}

/**
 * The last day that has to be asked for while AWS's event history is read backwards for nothing: what it still keeps comes by
 * itself. null: it is read to its end, or not read, and any day may be asked for.
 */
export function untilOwnReading({ coverage, state, now }: Reading): string | null {
  if (state !== 'fresh' && state !== 'waiting') return null;
  const own = coverage.filter(({ source }) => source === 'lookup-events');
  const { rest } = planHistory({ coverage: own, now, pollSeconds: 1 });
  return rest.length === 0 ? null : dayOf(new Date(now.getTime() - HISTORY_DAYS * 86_400_000));
}
