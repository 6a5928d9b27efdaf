import { parseArn, parseSecretArn } from '@/lib/domain/arn';
import { isScheduledEnd } from '@/lib/domain/inventory/read-deletion';
import type { ObservedSecret } from '@/lib/domain/secret';
import type { Lack } from './lack';
import { isStandInArn } from './stand-in-arn';

/** What a listing showed of its endpoint, folded page by page. Counts are of secrets. */
export interface ListingFacts {
  ids: Set<string>;
  names: Set<string>;
  repeated: number;
  withoutArn: number;
  withoutSuffix: number;
  ofOtherAccount: number;
  dated: number;
  /** Pending deletion, with a DeletedDate that is still to come. */
  deletedAhead: number;
  labelled: number;
  /** Moments of creation, two at most: whether an order by them can be told. */
  createdAt: Set<number>;
}

export const startListingFacts = (): ListingFacts => ({
  ids: new Set(),
  names: new Set(),
  repeated: 0,
  withoutArn: 0,
  withoutSuffix: 0,
  ofOtherAccount: 0,
  dated: 0,
  deletedAhead: 0,
  labelled: 0,
  createdAt: new Set(),
});

/** Adds one page to the facts. */
export function addPage(facts: ListingFacts, page: readonly ObservedSecret[], seenAt: Date): void {
  for (const secret of page) {
    if (facts.ids.has(secret.arn)) {
      facts.repeated += 1;
      continue;
    }
    facts.ids.add(secret.arn);
    facts.names.add(secret.name);
    if (isStandInArn(secret.arn)) facts.withoutArn += 1;
    else if (parseSecretArn(secret.arn)?.suffix === null) facts.withoutSuffix += 1;
    if (parseArn(secret.arn)?.accountId !== secret.accountId) facts.ofOtherAccount += 1;
    if (secret.createdAt ?? secret.lastChangedAt) facts.dated += 1;
    if (secret.deletedAt && isScheduledEnd(secret.deletedAt, seenAt)) facts.deletedAhead += 1;
    if (secret.createdAt && facts.createdAt.size < 2) facts.createdAt.add(secret.createdAt.getTime());
    if (secret.versionStages !== null) facts.labelled += 1;
  }
}

/**
 * What the listing's entries show that the endpoint lacks. A secret without a value has no labels on AWS either, so
 * only a listing in which none has any tells something.
 */
export function findListingLacks(facts: ListingFacts): Lack[] {
  const all = facts.ids.size;
  if (all === 0) return [];
  const found: [Lack, boolean][] = [
    ['listing-repeats', facts.repeated > 0],
    ['no-arns', facts.withoutArn > 0],
    ['short-arns', facts.withoutSuffix > 0],
    ['other-account', facts.ofOtherAccount > 0],
    ['no-dates', facts.dated === 0],
    ['deletion-dates-ahead', facts.deletedAhead > 0],
    ['no-labels-in-list', facts.labelled === 0],
  ];
  return found.flatMap(([lack, holds]) => (holds ? [lack] : []));
}
