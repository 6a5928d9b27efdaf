import type { ScopeView } from '@/lib/contract/system';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { RotationState } from '@/lib/domain/rotation-state';

/** What an endpoint must show for somebody to be able to tell that none is in the bucket. */
const TOLD_BY: Partial<Record<RotationState, readonly Lack[]>> = {
  failing: ['no-labels', 'no-history', 'empty-history'],
  stuck: ['no-labels', 'no-dates'],
  running: ['no-labels', 'no-dates'],
  overdue: ['no-dates'],
  due: ['no-dates'],
};

/** In how many scopes nobody can tell whether a secret is in this state. */
export function countBlindScopes(scopes: readonly Pick<ScopeView, 'lacks'>[], state: RotationState): number {
  const needed = TOLD_BY[state] ?? [];
  return scopes.filter(({ lacks }) => lacks.some(({ code }) => needed.includes(code))).length;
}
