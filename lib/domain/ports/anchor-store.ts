import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import type { Finding } from '@/lib/domain/ledger/finding';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';

/** How a place outside the database is doing to which anchors go. */
export interface SinkHealth {
  name: string;
  /** Number of the last anchor that arrived; 0: none yet. */
  delivered: number;
  deliveredAt: Date | null;
  failures: number;
  failingSince: Date | null;
  problem: string | null;
  remedy: string | null;
  tryAt: Date | null;
}

/** A walk along the chain: over all of it, or over the stretch since the one before. */
export interface LedgerCheck {
  kind: 'whole' | 'stretch';
  at: Date;
  milliseconds: number;
  entries: number;
  /** How far it came. */
  seq: number;
  hash: string;
  findings: Finding[];
}

export interface LedgerHead {
  seq: number;
  hash: string;
}

export interface AnchorStore {
  ledgerId(): Promise<string>;
  head(): Promise<LedgerHead>;
  /** The newest; null: none was made yet. */
  last(): Promise<SignedAnchor | null>;
  /** False where another was made meanwhile. */
  add(anchor: SignedAnchor): Promise<boolean>;
  /** In their order, those after a number. */
  after(number: number, limit: number): Promise<SignedAnchor[]>;
  /** In any order of names; those that never had an anchor are not listed. */
  sinks(): Promise<SinkHealth[]>;
  recordDelivery(name: string, number: number, at: Date): Promise<void>;
  recordFailure(name: string, failure: Pick<SinkHealth, 'problem' | 'remedy' | 'tryAt'>, at: Date): Promise<void>;
  checks(): Promise<LedgerCheck[]>;
  recordCheck(check: LedgerCheck): Promise<void>;
  /** When the entry after this one was made; null: there is none. */
  nextEntryAt(seq: number): Promise<Date | null>;
  /** The entries after the last that this follower was told, oldest first. */
  unheard(follower: string, limit: number): Promise<LedgerEntry[]>;
  recordHeard(follower: string, seq: number): Promise<void>;
}
