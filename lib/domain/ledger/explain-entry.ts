import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { toRange, type Finding } from './finding';
import { isSealed } from './seal-entry';

/** How far around an entry it is looked for where else it stood. */
const NEIGHBOURS = 500;

export interface Before {
  seq: number;
  hash: string;
  at: Date | null;
}

const iso = (at: Date | null): string => at?.toISOString() ?? 'the beginning';

/** The number under which this entry was sealed, where it was another one nearby. */
function findPlace(entry: LedgerEntry): number | null {
  for (let away = 1; away <= NEIGHBOURS; away += 1)
    for (const seq of [entry.seq - away, entry.seq + away]) if (seq > 0 && isSealed({ ...entry, seq })) return seq;
  return null;
}

/** What is wrong with the entry that comes after `before`; nothing, where it follows. */
export function explainEntry(before: Before, entry: LedgerEntry): Finding[] {
  const { seq } = entry;
  const at = entry.at.toISOString();
  if (seq <= before.seq)
    return [
      { kind: 'repeated', from: seq, to: seq, why: `entry ${seq} (${at}) comes again, after entry ${before.seq}` },
    ];
  const findings: Finding[] = [];
  if (seq > before.seq + 1) {
    const range = toRange(before.seq + 1, seq - 1);
    const why = `entry ${range} missing, between ${iso(before.at)} and ${at}; ${seq} comes next`;
    findings.push({ kind: 'missing', from: before.seq + 1, to: seq - 1, why });
  }
  if (!isSealed(entry)) {
    const place = findPlace(entry);
    const what =
      place === null
        ? `holds a content that was not sealed (${at})`
        : `was sealed as entry ${place} and stands at ${seq}`;
    findings.push({ kind: place === null ? 'changed' : 'moved', from: seq, to: seq, why: `entry ${seq} ${what}` });
  } else if (seq === before.seq + 1 && entry.prevHash !== before.hash)
    findings.push({
      kind: 'unlinked',
      from: seq,
      to: seq,
      why: `entry ${seq} (${at}) does not follow from entry ${before.seq}`,
    });
  return findings;
}
