import 'server-only';
import { ACTION_CLASSES, type ActionClass } from '@/lib/domain/event-record';
import type { AccessQuery } from '@/lib/contract/access-list';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import { toAskedBounds } from './asked-period';

const isClass = (action: string): action is ActionClass => ACTION_CLASSES.some((known) => known === action);

export function toEventFilter(query: Omit<AccessQuery, 'limit' | 'cursor' | 'include'>, now: Date): EventFilter {
  const { actorKind, outcome, action, principal, secret, env, address } = query;
  return {
    ...toAskedBounds(query, now),
    actorKind,
    outcome,
    action: action.filter(isClass),
    eventName: action.filter((name) => !isClass(name)),
    principal,
    ...(query.as !== undefined && { principalKey: query.as }),
    secret,
    env,
    address,
  };
}
