import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { invalidNextToken } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { Secret } from '@/lib/local-aws/world/secret';
import { listedScope } from './listed-scope';
import { toPredicate, type Filter } from './secret-filters';
import { secretsAfter, toMark, type Mark, type SortKey } from './sorted-secrets';

/** Secrets looked at for one page in the mode `scan`; a page of a narrow filter may be empty and still go on. */
const looksPerPage = 5000;

export type ListingWish = {
  /** Tokens of one purpose are no good for another. */
  purpose: 'secrets' | 'batch';
  filters: readonly (Filter | undefined)[];
  key: SortKey;
  descending: boolean;
  withDeleted: boolean;
  max: number;
  token: string | undefined;
};

function readMark(seal: Buffer, wish: ListingWish, bound: string): Mark | undefined {
  if (wish.token === undefined) return undefined;
  const page = openToken(seal, wish.purpose, wish.token);
  const mark: JsonObject | undefined = isJsonObject(page?.mark) ? page.mark : undefined;
  const { value, arn } = mark ?? {};
  if (page?.bound !== bound || typeof arn !== 'string' || (typeof value !== 'string' && typeof value !== 'number'))
    throw invalidNextToken();
  return { value, arn };
}

/**
 * One page of a scope's secrets, and the token of the next where the end is not known to be reached. With
 * `--filter-mode scan` a page ends after a bounded number of secrets, matching or not, as AWS warns; `indexed` fills it.
 */
export function listPage(call: Call, wish: ListingWish): { secrets: Secret[]; nextToken: string | undefined } {
  const { scope, world } = call;
  authorize(call, { action: 'secretsmanager:ListSecrets', resource: '*', owner: scope.account, context: {} });
  const matches = toPredicate(wish.filters);
  const { key, descending, withDeleted } = wish;
  const bound = fingerprint(scope.account, scope.region, wish.filters, key, descending, withDeleted);
  const looks = world.options.filterMode === 'scan' ? looksPerPage : Infinity;
  const secrets: Secret[] = [];
  let last: Mark | undefined;
  let looked = 0;
  for (const secret of secretsAfter(listedScope(call), key, descending, readMark(world.seal, wish, bound))) {
    const fits = (withDeleted || secret.deletion === undefined) && matches(secret);
    if (looked === looks || (fits && secrets.length === wish.max))
      return { secrets, nextToken: sealToken(world.seal, wish.purpose, { bound, mark: last }) };
    looked += 1;
    last = toMark(key, secret);
    if (fits) secrets.push(secret);
  }
  return { secrets, nextToken: undefined };
}
