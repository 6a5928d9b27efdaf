import 'server-only';
import type { SessionsList } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { findLiveSessions } from './parts/live-sessions';
import { toSessionView } from './parts/to-session-view';

/** GET /api/sessions: everybody who is signed in, for those who may end a session. */
export async function listSessions(ctx: Context): Promise<SessionsList> {
  authorize(ctx, 'session.end');
  const live = await findLiveSessions(ctx);
  return { items: live.map((session) => toSessionView(ctx, session)) };
}
