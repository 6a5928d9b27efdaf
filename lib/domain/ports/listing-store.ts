import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { DoubtedWay, ListingProgress, ListingState } from '@/lib/domain/listing/listing-state';

export interface ListingsBefore {
  /** No listing of the scope was ever complete. */
  isFirst: boolean;
  /** The latest one, if it is not complete and said where it was. */
  open: { id: string; startedAt: Date; toldAt: Date; state: ListingState } | null;
  /** Ways that proved nothing lately. */
  doubted: DoubtedWay[];
}

/** How far a listing is; `place`: where another process can go on with it, absent: where it was kept last. */
export interface ListingMark {
  at: Date;
  progress: ListingProgress;
  place?: ListingState | undefined;
}

/** A listing that is under way. */
export interface OpenListing {
  scopeId: string;
  startedAt: Date;
  progress: ListingProgress;
}

/** What a listing writes, and what is known of it. For the sync alone, but for `openListings`. */
export interface ListingStore {
  /** A listing in progress; removal happens only in `finishListing`. */
  startListing(scopeId: string, at: Date): Promise<string>;
  /** What earlier listings of a scope left; doubts of before `since` are forgotten. */
  listingsBefore(scopeId: string, since: Date): Promise<ListingsBefore>;
  /** Names of up to `most` secrets of a scope, by chance from all over it, but the same ones each time. */
  sampleNames(scopeId: string, most: number): Promise<string[]>;
  /**
   * Adds and updates, in one transaction. `mark`: how far the listing is with these, kept once they are there and what
   * `after` waits for is too: no place is ever ahead of what it stands for. Where `after` fails, this does, and what was
   * written of it stays: it is listed again.
   */
  applyPage(
    listingId: string,
    secrets: readonly DecidedSecret[],
    mark?: ListingMark,
    after?: Promise<void>,
  ): Promise<void>;
  /** It ends without having been complete; nobody goes on with it. `doubted`: the way that it went proved nothing. */
  leaveListing(listingId: string, doubted?: DoubtedWay): Promise<void>;
  /** Those that have told of themselves since then, one a scope. */
  openListings(since: Date): Promise<OpenListing[]>;
  /**
   * The listing was complete: what it did not name, and no newer answer named, is gone. Also marks the scope fresh, and
   * notes what has replicas to be described (ChangesStore).
   */
  finishListing(listingId: string, at: Date): Promise<{ added: number; updated: number; removed: number }>;
  /** Up to `limit` secrets that `finishListing` would take for gone, in an order by chance. */
  listUnnamed(listingId: string, limit: number): Promise<{ id: string; arn: string }[]>;
}
