import 'server-only';
import { randomUUID } from 'node:crypto';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toLedgerActor } from './parts/ledger-actor';

/** DELETE /api/sessions/{id}: ends it now; its next request is a stranger's. */
export async function endSession(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, 'session.end');
  const live = await ctx.store.sessions.listLive(ctx.now(), ctx.config.sessionIdleSeconds);
  const session = live.find((candidate) => candidate.id === input.id);
  if (!session) throw notFound('session');
  const entry = {
    actId: randomUUID(),
    action: 'session.end',
    actor: toLedgerActor(ctx),
    secret: null,
    reason: null,
    code: null,
    requestId: ctx.requestId,
    count: 1,
    detail: { person: session.email ?? session.name, subject: `${session.issuer}|${session.subject}` },
  } as const;
  await ctx.store.ledger.append({ ...entry, phase: 'asked' }, ctx.now());
  await ctx.store.sessions.revoke(session.id, ctx.now());
  await ctx.store.ledger.append({ ...entry, phase: 'done' }, ctx.now());
}
