import type { TrailContent } from './trail-source';

/** An object as a listing tells of it. */
export interface ListedObject {
  key: string;
  /** Bytes. */
  size: number;
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
