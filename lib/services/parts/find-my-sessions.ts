import 'server-only';
import type { Session } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';

/** The live sessions of who asks: of the same subject of the same issuer, whatever e-mail or name they carry. */
export async function findMySessions({ store, config, now, actor }: Context): Promise<Session[]> {
  const live = await store.sessions.listLive(now(), config.sessionIdleSeconds);
  return live.filter(({ issuer, subject }) => issuer === actor.issuer && subject === actor.subject);
}
