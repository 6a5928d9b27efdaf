import 'server-only';
import type { LedgerEntryDetail } from '@/lib/contract/ledger-detail';
import type { ActionClass } from '@/lib/domain/event-record';
import type { LedgerAction } from '@/lib/domain/permission';
import { notFound } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import { isSealed } from '@/lib/domain/ledger/seal-entry';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toEventView } from './parts/to-event-view';
import { toLedgerEntryView } from './parts/to-ledger-entry-view';
import { findUnkept } from './parts/find-unkept';

/** What AWS was asked for; whatever else is a change. */
const CALLED: Partial<Record<LedgerAction, ActionClass>> = { 'secret.reveal': 'read', 'secret.rotate': 'rotation' };

/** Of one act: an asked, an end, and what was folded. */
const MOST_RELATED = 50;

/** GET /api/ledger/{seq}: one entry with all that belongs to it, where it is in sight. */
export async function getLedgerEntry(ctx: Context, { seq }: { seq: number }): Promise<LedgerEntryDetail> {
  const visibility = authorize(ctx, 'ledger.read');
  const [entry] = await ctx.store.ledger.list(visibility, { limit: 1, beforeSeq: seq + 1, oldestAfter: seq - 1 });
  if (!entry) throw notFound('entry');
  const { actId } = entry;
  const acted = await ctx.store.ledger.list(visibility, {
    actId,
    limit: MOST_RELATED,
    beforeSeq: null,
    oldestAfter: 0,
  });
  const requestId = [entry, ...acted].map(({ detail }) => detail['awsRequestId']).find((id) => typeof id === 'string');
  return {
    entry: toLedgerEntryView(entry),
    sealed: isSealed(entry),
    related: acted.filter((other) => other.seq !== seq).map(toLedgerEntryView),
    event: typeof requestId === 'string' ? await findEvent(ctx, requestId) : null,
    namesCall: requestId !== undefined,
    eventUnkept: (await findUnkept(ctx, { from: entry.at, action: [CALLED[entry.action] ?? 'change'] })).length > 0,
  };
}

async function findEvent(ctx: Context, requestId: string): Promise<LedgerEntryDetail['event']> {
  if (!holds(ctx.actor.grants, 'history.read')) return null;
  const [event] = await ctx.store.history.listEvents(sightOf(ctx), { filter: { requestId }, limit: 1, after: null });
  return event ? toEventView(event) : null;
}
