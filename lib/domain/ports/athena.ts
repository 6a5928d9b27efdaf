import type { AthenaRow } from '@/lib/domain/athena/trail-fields';

/** One query of a trail's files. */
export interface AthenaQuestion {
  sql: string;
  /** The same token, the same query: asked again after a crash it goes on with the one that runs (32 characters at least). */
  token: string;
  /** It is stopped where it has scanned more. */
  mostBytes: number;
  signal: AbortSignal;
  /** What is known of it so far; told when it begins, and at each look. */
  note: (query: AthenaProgress) => Promise<void>;
}

export interface AthenaProgress {
  /** AWS's id of it. */
  id: string;
  state: 'running' | 'succeeded' | 'failed' | 'stopped';
  bytesScanned: number;
}

export interface Athena {
  /** Rows in pages, in no order. Throws AppError with a `problem`, `conflict` where it was stopped for scanning too much. */
  ask(question: AthenaQuestion): AsyncIterable<AthenaRow[]>;
}
