import type { AthenaRow } from '@/lib/domain/athena/trail-fields';

/** One query of a trail's files. */
export interface AthenaQuestion {
  sql: string;
  /** The same token, the same query: asked again after a crash it goes on with the one that runs (32 characters at least). */
  token: string;
  signal: AbortSignal;
  /**
   * What is known of it so far; told when it begins, and at each look. Answers how many bytes may still be scanned today, by
   * all that ask: below none it is stopped; null: nobody wants its answer any more, and it is stopped for that.
   */
  note: (query: AthenaProgress) => Promise<number | null>;
}

export interface AthenaProgress {
  /** AWS's id of it. */
  id: string;
  state: 'running' | 'succeeded' | 'failed' | 'stopped';
  bytesScanned: number;
}

export interface Athena {
  /**
   * Rows in pages, in no order. Throws AppError with a `problem`: `conflict` where it was stopped for scanning too much,
   * `too_large` where the answer has more rows than are read.
   */
  ask(question: AthenaQuestion): AsyncIterable<AthenaRow[]>;
}
