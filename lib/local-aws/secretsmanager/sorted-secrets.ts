import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { SortedList, type Mark } from './sorted-list';

export type { Mark };
export const sortKeys = ['created-date', 'last-accessed-date', 'last-changed-date', 'name'] as const;
export type SortKey = (typeof sortKeys)[number];

const valueOf: Record<SortKey, (secret: Secret) => number | string> = {
  'created-date': (secret) => secret.created,
  'last-accessed-date': (secret) => secret.accessed ?? 0,
  'last-changed-date': (secret) => secret.changed,
  name: (secret) => secret.name,
};

export const toMark = (key: SortKey, secret: Secret): Mark => ({ value: valueOf[key](secret), arn: secret.arn });

const kept = new WeakMap<Scope, Map<SortKey, SortedList>>();

function sortedBy(scope: Scope, key: SortKey): SortedList {
  const lists = kept.get(scope) ?? new Map<SortKey, SortedList>();
  kept.set(scope, lists);
  const list = lists.get(key) ?? new SortedList(scope, valueOf[key]);
  lists.set(key, list);
  return list;
}

/**
 * Secrets in order, beginning after `mark`. A page begins by the place of its mark in the order, not by a number, so that
 * secrets that come or go meanwhile neither skip nor repeat others.
 */
export function secretsAfter(
  scope: Scope,
  key: SortKey,
  descending: boolean,
  mark: Mark | undefined,
): Generator<Secret> {
  return sortedBy(scope, key).after(mark, descending);
}
