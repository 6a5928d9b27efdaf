import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { unusualSightOf } from './parts/unusual-sight';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST = 100;

/** How many unusual reads of the last 30 days that nobody dismissed are told of one secret, or of one principal; up to a hundred. */
export async function countUnusual(ctx: Context, of: { secretId: string } | { principalKey: string }): Promise<number> {
  authorize(ctx, 'history.read');
  const to = ctx.now();
  const filter = { state: 'open' as const, from: new Date(to.getTime() - DAYS * DAY_MS), to, ...of };
  return ctx.store.unusual.count(unusualSightOf(ctx), filter, MOST);
}
