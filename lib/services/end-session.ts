import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { findLiveSessions } from './parts/live-sessions';
import { recordSessionEnd } from './parts/record-session-end';
import { toPauseEntry } from './parts/wave-pause-entry';

/** DELETE /api/sessions/{id}: ends it now; its next request is a stranger's, and what its person has going on stands. */
export async function endSession(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, 'session.end');
  const live = await findLiveSessions(ctx);
  const session = live.find((candidate) => candidate.id === input.id);
  if (!session) throw notFound('session');
  await recordSessionEnd(ctx, session);
  const why = 'The session of whoever started it was ended.';
  await ctx.store.waves.pauseOf(`${session.issuer}|${session.subject}`, {
    why,
    at: ctx.now(),
    toEntry: (wave) => toPauseEntry(wave, why),
  });
}
