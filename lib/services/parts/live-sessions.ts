import 'server-only';
import type { Session } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import { toSessionEnd } from '@/lib/domain/session-end';

/** Who is signed in, with the end that each session has under the configuration in force; latest seen first. */
export async function findLiveSessions({ store, config, now }: Context): Promise<Session[]> {
  const live = await store.sessions.listLive(now(), config.sessionIdleSeconds);
  return live
    .map((session) => ({ ...session, endsAt: toSessionEnd(session, config.sessionSeconds) }))
    .filter(({ endsAt }) => endsAt > now());
}
