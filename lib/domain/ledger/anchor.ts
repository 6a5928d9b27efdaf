import { sha256 } from './seal-entry';
import { toCanonicalJson } from '@/lib/domain/canonical-json';

/** Names the form, so that what was signed as an anchor is taken for nothing else. */
export const ANCHOR_TYPE = 'keyledger-anchor/1';

/** Clocks of two machines may be this far apart. */
export const SKEW_MILLISECONDS = 300_000;

export interface AnchorKey {
  /** The first 16 hex digits of the SHA-256 of the public key. */
  id: string;
  /** Ed25519, SubjectPublicKeyInfo (DER) in Base64. */
  publicKey: string;
}

/** How far a ledger went at a moment: its head, signed, to be kept where who may change the ledger may not reach. */
export interface Anchor {
  type: typeof ANCHOR_TYPE;
  /** The ledger's own id, so that anchors of two ledgers are not mixed. */
  ledger: string;
  /** From 1, one more with each. */
  number: number;
  /** The last entry and its hash. */
  seq: number;
  hash: string;
  /** Entries since the anchor before it. */
  count: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Hash of the anchor before it; null: the first. */
  previous: string | null;
  /** All that sign it. Whoever trusts one of them learns the others: so a key hands over to the next. */
  keys: AnchorKey[];
}

export interface SignedAnchor {
  anchor: Anchor;
  /** Over the canonical JSON of the anchor, Base64, in the order of its keys. */
  signatures: string[];
}

export const toAnchorHash = (anchor: Anchor): string => sha256(toCanonicalJson(anchor));

/** One line of JSON, without its end. */
export const toAnchorLine = (signed: SignedAnchor): string => toCanonicalJson(signed);
