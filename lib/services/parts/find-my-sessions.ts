import 'server-only';
import type { Session } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import { findLiveSessions } from './live-sessions';

/** The live sessions of who asks: of the same subject of the same issuer, whatever e-mail or name they carry. */
export async function findMySessions(ctx: Context): Promise<Session[]> {
  const live = await findLiveSessions(ctx);
  return live.filter(({ issuer, subject }) => issuer === ctx.actor.issuer && subject === ctx.actor.subject);
}
