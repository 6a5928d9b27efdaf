import 'server-only';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { toNotedEntry } from './noted-entry';

/** What was asked for, as an address says it. */
export function toQueryText(query: Readonly<Record<string, unknown>>): string {
  const asked = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, toText(one)]));
  return new URLSearchParams(asked.filter(([, text]) => text !== '')).toString();
}

const toText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** An export is written down before anything goes out. */
export const noteExport = (
  ctx: Context,
  action: Permission,
  { format, query, rows }: { format: string; query: Readonly<Record<string, unknown>>; rows?: number },
): Promise<LedgerEntry> =>
  ctx.store.ledger.append(
    toNotedEntry(ctx, action, {
      what: `export as ${format}`,
      filters: toQueryText(query),
      ...(rows !== undefined && { rows }),
    }),
    ctx.now(),
  );
