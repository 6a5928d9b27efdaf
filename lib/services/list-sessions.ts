import 'server-only';
import type { SessionsList } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toWire } from './parts/wire-time';

/** GET /api/sessions: everybody who is signed in, for those who may end a session. */
export async function listSessions(ctx: Context): Promise<SessionsList> {
  authorize(ctx, 'session.end');
  const live = await ctx.store.sessions.listLive(ctx.now(), ctx.config.sessionIdleSeconds);
  return {
    items: live.map((session) => ({
      id: session.id,
      name: session.email ?? session.name,
      persona: session.persona,
      issuer: session.issuer,
      createdAt: toWire(session.createdAt),
      lastSeenAt: toWire(session.lastSeenAt),
      current: session.id === ctx.actor.sessionId,
    })),
  };
}
