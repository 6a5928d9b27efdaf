import 'server-only';
import { randomUUID } from 'node:crypto';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerAction } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { toLedgerActor } from './ledger-actor';

/** What somebody did that is about no one secret and has no outcome of its own. */
export const toNotedEntry = (ctx: Context, action: LedgerAction, detail: NewLedgerEntry['detail']): NewLedgerEntry => ({
  actId: randomUUID(),
  action,
  phase: 'noted',
  actor: toLedgerActor(ctx),
  secret: null,
  reason: null,
  code: null,
  requestId: ctx.requestId,
  count: 1,
  detail,
});
