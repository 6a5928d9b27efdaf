import 'server-only';
import { z } from 'zod';
import type { LedgerEntryView, LedgerList, LedgerQueryInput } from '@/lib/contract/ledger';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { toWire } from './parts/wire-time';

const position = z.strictObject({ seq: z.number().int().positive() });

/** GET /api/ledger: what people did in Keyledger, newest first, within the actor's ledger.read. */
export async function listLedger(ctx: Context, query: LedgerQueryInput): Promise<LedgerList> {
  const visibility = authorize(ctx, 'ledger.read');
  const { action, phase, actor, secret, from, to, limit } = query;
  const [entries, guard] = await Promise.all([
    ctx.store.ledger.list(visibility, {
      action,
      phase,
      actor,
      secretId: secret,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
      limit: limit + 1,
      beforeSeq: decodeCursor(query.cursor, position)?.seq ?? null,
    }),
    ctx.store.ledgerGuard(),
  ]);
  const page = entries.slice(0, limit);
  const last = entries.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toEntryView), nextCursor: last ? encodeCursor({ seq: last.seq }) : null, guard };
}

const toEntryView = (entry: LedgerEntry): LedgerEntryView => ({
  seq: entry.seq,
  at: toWire(entry.at),
  actId: entry.actId,
  action: entry.action,
  phase: entry.phase,
  actor: entry.actor,
  secret: entry.secret && {
    id: entry.secret.id,
    name: entry.secret.name,
    arn: entry.secret.arn,
    environment: entry.secret.environment,
  },
  reason: entry.reason,
  code: entry.code,
  count: entry.count,
  requestId: entry.requestId,
  detail: entry.detail,
  hash: entry.hash,
  prevHash: entry.prevHash,
});
