import type { ScopeProblem } from '@/lib/domain/scope';

/** A file as it lies there, packed or not; or why it cannot be read. */
export type TrailContent =
  | {
      ok: true;
      bytes: Buffer;
      /** Of a digest: what CloudTrail signed it with, hex; null: not kept there. */
      signature: string | null;
    }
  /**
   * `reason`: for people, with what to do about it where there is something. `withheld`: whoever mends that can have it
   * read; absent: it stays so. `gone`: it is not there any more.
   */
  | { ok: false; reason: string; withheld?: Omit<ScopeProblem, 'since'>; gone?: true };

export interface TrailFile {
  path: string;
  /** Bytes, as its place says; what is read may be other. */
  size: number;
  /** Another one where it was written anew; absent: its place tells none. */
  etag?: string | null;
  /** Why it is none that may be read; absent: it is. */
  refused?: string;
}

/** Where trail files lie: a folder, or the bucket that a trail delivers to. */
export interface TrailSource {
  /** For people and the ledger. */
  place: string;
  /** The log files, in the order of their names. Also what cannot be looked into, which then cannot be read. */
  files(): AsyncIterable<TrailFile>;
  digests(): AsyncIterable<TrailFile>;
  /** Never throws for one file's sake: whoever deletes or damages one stops no other. */
  read(path: string): Promise<TrailContent>;
}
