import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import type { TrailContent } from './trail-source';

/** An object as a listing tells of it. */
export interface ListedObject {
  key: string;
  /** Bytes. */
  size: number;
  /** Another one where it was written anew; null: not told. */
  etag: string | null;
}

/**
 * The bucket that a trail delivers to, read as one role. Throws AppError with a `problem`, of the bucket or of the part of
 * it that was asked for; what is wrong with one object alone is the content's.
 */
export interface TrailBucketReader {
  /** The names directly below a prefix, without what stands around them. */
  folders(prefix: string): Promise<string[]>;
  /** Objects in the order of their keys, from behind `after` on; ends with an error, never silently, where pages bring nothing new. */
  objects(prefix: string, after?: string): AsyncIterable<ListedObject[]>;
  read(key: string): Promise<TrailContent>;
}

/**
 * The keys that CloudTrail signed digests of a region with in a time; null: there is no such region for the account. Throws
 * AppError with a `problem`.
 */
export type ListPublicKeys = (region: string, time: { from: Date; to: Date }) => Promise<PublicKeys | null>;

/** The bucket and the keys of the trail that keyledger.yaml names. Asked for where it names none, each throws. */
export interface Trail {
  bucket: TrailBucketReader;
  listPublicKeys: ListPublicKeys;
}
