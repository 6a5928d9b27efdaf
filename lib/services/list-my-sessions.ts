import 'server-only';
import type { SessionsList } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { findMySessions } from './parts/find-my-sessions';
import { toSessionView } from './parts/to-session-view';

/** GET /api/me/sessions: where one is signed in oneself. Being signed in is all that it asks (ASVS 7.5.2). */
export async function listMySessions(ctx: Context): Promise<SessionsList> {
  return { items: (await findMySessions(ctx)).map((session) => toSessionView(ctx, session)) };
}
