import { createHash } from 'node:crypto';
import { toCanonicalJson } from '@/lib/domain/canonical-json';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';

/** What the first entry is chained to. */
export const GENESIS = '0'.repeat(64);

type Unsealed = Omit<LedgerEntry, 'hash'>;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** All of an entry that its hash covers, its number and the hash before it included. */
function toContent(entry: Unsealed) {
  const { seq, at, actId, action, phase, actor, secret, reason, code, requestId, count, detail, prevHash } = entry;
  return { seq, at, actId, action, phase, actor, secret, reason, code, requestId, count, detail, prevHash };
}

/** SHA-256, in hex, over the canonical JSON of an entry. */
export const toEntryHash = (entry: Unsealed): string => sha256(toCanonicalJson(toContent(entry)));

/** Whether an entry's hash is that of its content, in today's form or in that of ledgers begun before it. */
export const isSealed = (entry: LedgerEntry): boolean =>
  toEntryHash(entry) === entry.hash || sha256(toEarlierJson(toContent(entry))) === entry.hash;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

// Entries once had keys such as "2" and "10", of a secret's tags, in the order of their numbers, as JavaScript has them.
const toEarlierJson = (value: unknown): string => JSON.stringify(sorted(value));
