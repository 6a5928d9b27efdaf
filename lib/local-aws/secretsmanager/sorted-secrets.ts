import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';

export const sortKeys = ['created-date', 'last-accessed-date', 'last-changed-date', 'name'] as const;
export type SortKey = (typeof sortKeys)[number];
export type Mark = { value: number | string; arn: string };

const valueOf: Record<SortKey, (secret: Secret) => number | string> = {
  'created-date': (secret) => secret.created,
  'last-accessed-date': (secret) => secret.accessed ?? 0,
  'last-changed-date': (secret) => secret.changed,
  name: (secret) => secret.name,
};

const order = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
const compare = (a: Mark, b: Mark) => order(a.value, b.value) || order(a.arn, b.arn);

export const toMark = (key: SortKey, secret: Secret): Mark => ({ value: valueOf[key](secret), arn: secret.arn });

type Sorted = { revision: number; secrets: Secret[] };
const kept = new WeakMap<Scope, Map<SortKey, Sorted>>();

function sortedBy(scope: Scope, key: SortKey): Secret[] {
  const lists = kept.get(scope) ?? new Map<SortKey, Sorted>();
  kept.set(scope, lists);
  const found = lists.get(key);
  if (found?.revision === scope.revision) return found.secrets;
  const marked = [...scope.byArn.values()].map((secret) => ({ secret, mark: toMark(key, secret) }));
  const secrets = marked.sort((a, b) => compare(a.mark, b.mark)).map(({ secret }) => secret);
  lists.set(key, { revision: scope.revision, secrets });
  return secrets;
}

/** How many secrets stand before the mark; with `including`, or on it. */
function countBefore(secrets: readonly Secret[], key: SortKey, mark: Mark, including: boolean): number {
  let low = 0;
  let high = secrets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const secret = secrets[middle];
    const side = secret === undefined ? 1 : compare(toMark(key, secret), mark);
    if (side < 0 || (including && side === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Secrets in order, beginning after `mark`. A page begins by the place of its mark in the order, not by a number, so that
 * secrets that come or go meanwhile neither skip nor repeat others.
 */
export function* secretsAfter(
  scope: Scope,
  key: SortKey,
  descending: boolean,
  mark: Mark | undefined,
): Generator<Secret> {
  const secrets = sortedBy(scope, key);
  const begin = descending ? secrets.length : 0;
  let index = mark === undefined ? begin : countBefore(secrets, key, mark, !descending);
  for (;;) {
    const secret = secrets[descending ? index - 1 : index];
    if (secret === undefined) return;
    index += descending ? -1 : 1;
    yield secret;
  }
}
