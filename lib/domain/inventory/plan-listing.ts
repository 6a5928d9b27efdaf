import type { ScopeState } from '@/lib/domain/scope';

/** What is known of the history that names a scope's changes. */
export interface FollowedScope {
  state: ScopeState;
  /** Up to when it was read; null: not at all. */
  readTo: Date | null;
  /** Whether a complete listing is known, from which on it tells what changed. */
  listed: boolean;
  /** Whether it was read without a gap since that began. */
  unbroken: boolean;
  /** The last listing could not be proven to have named everything. */
  doubted: boolean;
  /** Secrets that it named and that AWS would not describe. */
  refused: number;
}

interface Facts extends FollowedScope {
  /** The endpoint need not be AWS. */
  foreign: boolean;
  /** Seconds between full listings where the history tells what changes between them. */
  inventorySeconds: number;
  /** And where it does not. */
  unfollowedSeconds: number;
  now: Date;
}

/** Why a scope is listed as often as it is. */
export type ListingReason =
  | 'followed'
  | 'foreign'
  | 'doubted'
  | 'not-listed'
  | 'no-history'
  | 'history-behind'
  | 'history-gap'
  | 'not-described';

export interface ListingPlan {
  everySeconds: number;
  reason: ListingReason;
}

/** A history that was read no longer ago than this tells what changes; what CloudTrail delivers late is late for it as well. */
const BEHIND_MS = 15 * 60_000;

/**
 * How often a scope is listed whole. Events name what changed, so that a listing only catches what they do not:
 * last access by day, and whatever CloudTrail lost. Where they cannot be read, or were not for a while since the last
 * listing, or what they name cannot be described, the listing is all there is and stays frequent. One that proved nothing
 * is made up for by another as soon.
 */
export function planListing(facts: Facts): ListingPlan {
  const reason = findReason(facts);
  const { inventorySeconds, unfollowedSeconds } = facts;
  const everySeconds = reason === 'followed' ? inventorySeconds : Math.min(inventorySeconds, unfollowedSeconds);
  return { everySeconds, reason };
}

function findReason({ foreign, state, readTo, listed, unbroken, doubted, refused, now }: Facts): ListingReason {
  if (foreign) return 'foreign';
  if (doubted) return 'doubted';
  if (!listed) return 'not-listed';
  if (state !== 'fresh' || readTo === null) return 'no-history';
  if (now.getTime() - readTo.getTime() > BEHIND_MS) return 'history-behind';
  if (!unbroken) return 'history-gap';
  return refused > 0 ? 'not-described' : 'followed';
}
