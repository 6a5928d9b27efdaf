import 'server-only';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { sightOf, authorize } from './parts/authorize';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST = 100;

/** How many unusual reads of the last 30 days are told of one secret, or of one principal; up to a hundred. */
export async function countUnusual(ctx: Context, of: { secretId: string } | { principalKey: string }): Promise<number> {
  authorize(ctx, 'history.read');
  const sight = { ...sightOf(ctx), ledger: visibilityOf(ctx.actor.grants, 'ledger.read') };
  const to = ctx.now();
  const filter = { from: new Date(to.getTime() - DAYS * DAY_MS), to, ...of };
  return ctx.store.unusual.count(sight, filter, MOST);
}
