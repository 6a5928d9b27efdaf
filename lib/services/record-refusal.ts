import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { toLedgerActor } from './parts/ledger-actor';

/** A signed-in person was refused: an entry, equal ones folded to one a minute by the store. */
export async function recordRefusal(
  ctx: Context,
  refusal: {
    action: Permission;
    code: ErrorCode;
    secret?: NewLedgerEntry['secret'];
    why?: string;
    detail?: NewLedgerEntry['detail'];
  },
): Promise<void> {
  await ctx.store.ledger.appendRefusal(
    {
      actId: randomUUID(),
      action: refusal.action,
      phase: 'refused',
      actor: toLedgerActor(ctx),
      secret: refusal.secret ?? null,
      reason: null,
      code: refusal.code,
      requestId: ctx.requestId,
      count: 1,
      detail: { ...refusal.detail, ...(refusal.why && { why: refusal.why }) },
    },
    ctx.now(),
  );
}
