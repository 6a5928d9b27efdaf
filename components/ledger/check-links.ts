import type { LedgerEntryView } from '@/lib/contract/ledger';

export interface Links {
  /** Neighbours in the chain among the entries shown. */
  checked: number;
  /** The entry whose link does not lead to the one before it. */
  brokenAt: number | null;
}

/** Whether the entries shown name each other's hashes, newest first. Only true neighbours can be held together. */
export function checkLinks(entries: readonly Pick<LedgerEntryView, 'seq' | 'hash' | 'prevHash'>[]): Links {
  let checked = 0;
  for (const [index, entry] of entries.entries()) {
    const before = entries[index + 1];
    if (!before || before.seq !== entry.seq - 1) continue;
    if (before.hash !== entry.prevHash) return { checked, brokenAt: entry.seq };
    checked += 1;
  }
  return { checked, brokenAt: null };
}
