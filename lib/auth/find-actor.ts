import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import type { AuthSystem } from './auth-system';
import { readSessionId } from './session-cookie';
import { toActor } from './to-actor';

/** Who sends this `Cookie` header; null: a stranger, or a session that idled out, ended or was ended. */
export async function findActor(system: AuthSystem, cookieHeader: string | null): Promise<Actor | null> {
  const id = await readSessionId(system.auth, cookieHeader);
  if (id === null) return null;
  const session = await system.store.sessions.findLive(id, system.now(), system.auth.sessionIdleSeconds);
  return session && toActor(session, system.auth);
}
