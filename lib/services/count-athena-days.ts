import 'server-only';
import type { AthenaDaysQuery } from '@/lib/contract/event-questions';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getReadableSecret } from './parts/readable-secret';
import { toTakenBounds } from './parts/taken-days';

/** For pages: how many days of a period are told by Athena alone; null: none. Asks AWS nothing. */
export async function countAthenaDays(
  ctx: Context,
  query: Pick<AthenaDaysQuery, 'from' | 'to' | 'secret'>,
): Promise<{ days: number; scopes: number } | null> {
  authorize(ctx, 'history.read');
  if (ctx.config.athena === null) return null;
  const secret = query.secret === undefined ? null : await getReadableSecret(ctx, query.secret);
  const { ids, from, to } = await toTakenBounds(ctx, query, secret);
  const found = await ctx.store.eventQuestions.countOwnedDays(ids, from, to);
  return found.days === 0 ? null : found;
}
