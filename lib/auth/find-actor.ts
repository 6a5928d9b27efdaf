import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { toSessionEnd } from '@/lib/domain/session-end';
import { isVouchedFor } from '@/lib/domain/vouching';
import type { AuthSystem } from './auth-system';
import { readSessionId } from './session-cookie';
import { toActor } from './to-actor';

/**
 * Who sends this `Cookie` header; null: a stranger, or a session that idled out, ended or was ended.
 * `peek`: looks again for something that goes on by itself, which does not keep the session from idling out.
 */
export async function findActor(
  system: AuthSystem,
  cookieHeader: string | null,
  { peek = false }: { peek?: boolean } = {},
): Promise<Actor | null> {
  const id = await readSessionId(system.auth, cookieHeader);
  if (id === null) return null;
  const { sessions } = system.store;
  const { sessionIdleSeconds } = system.auth;
  const session = peek
    ? await sessions.peekLive(id, system.now(), sessionIdleSeconds)
    : await sessions.findLive(id, system.now(), sessionIdleSeconds);
  if (!session || !isVouchedFor(session, system.auth)) return null;
  return toSessionEnd(session, system.auth.sessionSeconds) > system.now() ? toActor(session, system.auth) : null;
}
