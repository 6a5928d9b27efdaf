import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import type { AnchorPace } from '@/lib/domain/ledger/plan-anchor';
import type { Signer } from '@/lib/domain/ledger/sign-anchor';

/** A place outside the database. Anchors come in order; one may come again after a process died. */
export interface AnchorSink {
  name: 'file' | 's3' | 'log';
  /** Resolves once they are kept. Throws AppError, with what mends it. */
  put(anchors: readonly SignedAnchor[]): Promise<void>;
}

/** What the worker does for the ledger beside the database. */
export interface LedgerDuties {
  pace: AnchorPace;
  /** The first is in use; the others vouch for it. None: no anchors are made. */
  signers: readonly Signer[];
  sinks: readonly AnchorSink[];
  /** How often the whole chain is walked. */
  checkHours: number;
  /** Tells the entries to who follows them on standard output; null: nobody does. */
  tell: ((lines: readonly string[]) => Promise<void>) | null;
}
