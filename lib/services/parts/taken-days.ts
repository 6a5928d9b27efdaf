import 'server-only';
import type { AthenaDaysQuery } from '@/lib/contract/event-questions';
import { dayOf } from '@/lib/domain/day';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toAskedBounds } from './asked-period';
import { scopesToAsk } from './event-question-sight';

const [FIRST_DAY, LAST_DAY] = ['2013-01-01', '9999-12-31'];

/** Whose days of when are asked about. */
export async function toTakenBounds(
  ctx: Context,
  query: Pick<AthenaDaysQuery, 'from' | 'to'>,
  secret: InventoryRow | null,
): Promise<{ ids: string[]; from: string; to: string }> {
  const { from, to } = toAskedBounds(query, ctx.now());
  const ids = await scopesToAsk(ctx, secret);
  return { ids, from: from ? dayOf(from) : FIRST_DAY, to: to ? dayOf(to) : LAST_DAY };
}

/** Days that Athena tells of, by scope, within sight and the period; nothing where Athena is not asked. */
export async function findTakenDays(
  ctx: Context,
  query: Pick<AthenaDaysQuery, 'from' | 'to'>,
  secret: InventoryRow | null,
): Promise<Map<string, string[]>> {
  if (ctx.config.athena === null) return new Map();
  const { ids, from, to } = await toTakenBounds(ctx, query, secret);
  return ctx.store.eventQuestions.ownedDays(ids, from, to);
}
