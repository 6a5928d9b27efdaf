import 'server-only';
import { toCsvLine } from '@/lib/contract/csv';
import type { LedgerExportInput } from '@/lib/contract/ledger';
import { seesEverything, visibilityOf } from '@/lib/domain/grant';
import { EXPORT_TYPE, type ExportEnd, type ExportHead } from '@/lib/domain/ledger/export-line';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toLedgerFilter } from './parts/ledger-filter';
import { noteExport, toQueryText } from './parts/note-export';

const PAGE = 500;

export interface LedgerExport {
  format: 'jsonl' | 'csv';
  query: LedgerExportInput;
  /** Who asks, seen again before each page; throws where they may no longer. */
  refresh: () => Promise<Context>;
}

/**
 * The entries in sight that match, oldest first, up to the one that says that they were taken away: nothing goes out
 * before it is written. JSON lines hold all that an entry's hash is over, so that anybody can verify the file.
 */
export async function exportLedger(ctx: Context, wanted: LedgerExport): Promise<AsyncGenerator<string>> {
  const visibility = authorize(ctx, 'ledger.read');
  const { query, format } = wanted;
  const told = await noteExport(ctx, 'ledger.read', { format, query });
  const head: ExportHead = {
    type: EXPORT_TYPE,
    ledger: await ctx.store.anchors.ledgerId(),
    exportedAt: told.at.toISOString(),
    head: { seq: told.seq, hash: told.hash },
    partial: toQueryText(query) !== '' || !seesEverything(visibility),
  };
  const pages = readPages(wanted, told.seq);
  return format === 'csv' ? toCsv(pages) : toJsonLines(head, pages);
}

async function* readPages({ query, refresh }: LedgerExport, upTo: number): AsyncGenerator<LedgerEntry[]> {
  for (let after = 0; ;) {
    const ctx = await refresh();
    const visibility = visibilityOf(ctx.actor.grants, 'ledger.read');
    const page = await ctx.store.ledger.list(visibility, {
      ...toLedgerFilter(query),
      limit: PAGE,
      beforeSeq: upTo + 1,
      oldestAfter: after,
    });
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.seq;
  }
}

async function* toJsonLines(head: ExportHead, pages: AsyncIterable<LedgerEntry[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  let entries = 0;
  for await (const page of pages) {
    entries += page.length;
    yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  }
  const end: ExportEnd = { type: EXPORT_TYPE, entries };
  yield `${JSON.stringify(end)}\n`;
}

const COLUMNS = ['entry', 'at', 'person', 'personId', 'persona', 'token', 'tokenId', 'action', 'phase', 'secret', 'arn', 'environment', 'reason', 'code', 'count', 'detail', 'requestId', 'actId', 'hash', 'previousHash']; // prettier-ignore

const toCells = ({ seq, at, actor, action, phase, secret, reason, code, count, ...entry }: LedgerEntry) => [
  seq,
  at.toISOString(),
  actor.name,
  actor.id,
  actor.persona,
  actor.token?.name ?? null,
  actor.token?.id ?? null,
  action,
  phase,
  secret?.name ?? null,
  secret?.arn ?? null,
  secret?.environment ?? null,
  reason,
  code,
  count,
  JSON.stringify(entry.detail),
  entry.requestId,
  entry.actId,
  entry.hash,
  entry.prevHash,
];

async function* toCsv(pages: AsyncIterable<LedgerEntry[]>): AsyncGenerator<string> {
  yield toCsvLine(COLUMNS);
  for await (const page of pages) yield page.map((entry) => toCsvLine(toCells(entry))).join('');
}
