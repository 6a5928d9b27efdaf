import 'server-only';
import { createHash } from 'node:crypto';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { toCanonicalJson } from '@/lib/store/canonical-json';

/** What the first entry is chained to. */
export const GENESIS = '0'.repeat(64);

/** SHA-256, in hex, over the canonical JSON of all of the entry, its number and the hash before it included. */
export function toEntryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, at, actId, action, phase, actor, secret, reason, code, requestId, count, detail, prevHash } = entry;
  const content = { seq, at, actId, action, phase, actor, secret, reason, code, requestId, count, detail, prevHash };
  return createHash('sha256').update(toCanonicalJson(content)).digest('hex');
}
