import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Session } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import { recordAct } from './record-act';

/** Ends a session by somebody's hand, between its two entries in the ledger. */
export async function recordSessionEnd(ctx: Context, session: Session): Promise<void> {
  const record = {
    actId: randomUUID(),
    action: 'session.end',
    secret: null,
    reason: null,
    detail: { person: session.email ?? session.name, subject: `${session.issuer}|${session.subject}` },
  } as const;
  await recordAct(ctx, record, async () => {
    await ctx.store.sessions.revoke(session.id, ctx.now());
    return { result: null, detail: {} };
  });
}
