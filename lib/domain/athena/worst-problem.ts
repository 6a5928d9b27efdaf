import type { ScopeProblem } from '@/lib/domain/scope';

/** What a person has to mend before what passes by itself. */
const ORDER: Record<ScopeProblem['code'], number> = {
  denied: 0,
  expired: 1,
  unsupported: 2,
  protocol: 3,
  unknown: 4,
  region_off: 5,
  unreachable: 6,
  throttled: 7,
};

/** The one of several scopes' problems that is shown for all of them: the worst, and of those the oldest. */
export const toWorst = <P extends Pick<ScopeProblem, 'code' | 'since'>>(problems: readonly P[]): P | null =>
  problems.toSorted((a, b) => ORDER[a.code] - ORDER[b.code] || a.since.getTime() - b.since.getTime())[0] ?? null;
