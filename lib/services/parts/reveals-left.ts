import 'server-only';
import type { ActRule } from '@/lib/domain/act-rules';
import { toGuardedEnvironment, type EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import type { HourlyLimit } from '@/lib/domain/ports/act-stores';
import type { Context } from '@/lib/domain/ports/context';

/** What the ledger counts a reveal against. */
export const toRevealLimit = (rule: ActRule, environment: EnvironmentVerdict): HourlyLimit => ({
  most: rule.revealsPerHour,
  guardedAs: toGuardedEnvironment(environment),
});

/** How many more this person may ask for in this hour: to be told, not to be decided by. */
export async function countRevealsLeft(ctx: Context, { most, guardedAs }: HourlyLimit): Promise<number> {
  const begun = { actorId: ctx.actor.id, action: 'secret.reveal', phase: 'asked', guardedAs } as const;
  return Math.max(0, most - (await ctx.store.ledger.countBegun(begun, ctx.now())));
}
