import 'server-only';
import type { CountedView } from '@/lib/contract/access-top';
import type { CountPlan } from '@/lib/domain/access/plan-count';
import type { Top, TopPrincipal } from '@/lib/domain/ports/access-queries';
import { toPrincipalView } from './to-event-view';
import { toWire } from './wire-time';

/** What a count is of, so that a link can lead to exactly that. */
export function toCountedView({ filter, exact, days }: CountPlan, { by, since, total }: Top<unknown>): CountedView {
  const { from, to } = by === 'days' && days ? days : exact;
  const { action = [], eventName = [], outcome = [] } = filter;
  return { from: toWire(since ?? from), to: toWire(to), by, cut: since !== null, action, eventName, outcome, total };
}

export const toTopPrincipal = ({ principal, actorKind, succeeded, denied, failed }: TopPrincipal) => ({
  principal: toPrincipalView(principal),
  actorKind,
  succeeded,
  denied,
  failed,
});
