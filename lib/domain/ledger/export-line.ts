import { read, readObject, toObject } from '@/lib/domain/event/loose-json';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';

/** The first line of an export says which ledger it is of and how far that went; the last, that it is whole. */
export const EXPORT_TYPE = 'keyledger-ledger/1';

export interface ExportHead {
  type: typeof EXPORT_TYPE;
  ledger: string;
  exportedAt: string;
  head: { seq: number; hash: string };
  /** Whether it was to hold all entries, or some by filters or sight. */
  partial: boolean;
}

export interface ExportEnd {
  type: typeof EXPORT_TYPE;
  entries: number;
}

export type ExportLine = { head: ExportHead } | { end: ExportEnd } | { entry: LedgerEntry } | null;

const SEALED = ['seq', 'actId', 'action', 'phase', 'actor', 'secret', 'reason', 'code', 'requestId', 'count', 'detail', 'prevHash', 'hash']; // prettier-ignore

/**
 * One line of an export. An entry is taken as it stands: whether it is one is what its hash says. null: no line of an
 * export.
 */
export function readExportLine(line: string): ExportLine {
  const object = toObject(line);
  if (read(object, 'type') === EXPORT_TYPE) {
    const entries = read(object, 'entries');
    if (typeof entries === 'number') return { end: { type: EXPORT_TYPE, entries } };
    const head = readObject(object, 'head');
    const [seq, hash] = [read(head, 'seq'), read(head, 'hash')];
    const partial = read(object, 'partial') !== false;
    const [ledger, exportedAt] = [String(read(object, 'ledger')), String(read(object, 'exportedAt'))];
    return { head: { type: EXPORT_TYPE, ledger, exportedAt, head: { seq: Number(seq), hash: String(hash) }, partial } };
  }
  const at = new Date(String(read(object, 'at')));
  if (object === null || Number.isNaN(at.getTime()) || !Number.isSafeInteger(read(object, 'seq'))) return null;
  if (!SEALED.every((name) => Object.hasOwn(object, name))) return null;
  // Its form is that of the line; the walk finds whatever in it is not what was sealed.
  return { entry: { ...object, at } as unknown as LedgerEntry };
}
