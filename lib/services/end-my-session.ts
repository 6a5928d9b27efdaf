import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { findMySessions } from './parts/find-my-sessions';
import { recordSessionEnd } from './parts/record-session-end';
import { refusing } from './parts/refusing';
import { requireFreshSignIn } from './parts/require-fresh-sign-in';

/** Whoever found an open browser must not lock its owner out (ASVS 7.5.2). */
const FRESH_SECONDS = 15 * 60;

/** DELETE /api/me/sessions/{id}: ends one of one's own. Somebody else's is not there; asks for a fresh sign-in. */
export async function endMySession(ctx: Context, input: { id: string }): Promise<void> {
  const session = (await findMySessions(ctx)).find((candidate) => candidate.id === input.id);
  if (!session) throw notFound('session');
  await refusing(ctx, { action: 'session.end' }, () => requireFreshSignIn(ctx, FRESH_SECONDS));
  await recordSessionEnd(ctx, session);
}
