import 'server-only';
import { decideSecret } from '@/lib/domain/decide-secret';
import type { Context } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';

/**
 * Reads one secret and its versions from AWS into the store, so that a page tells of an act at once and not
 * after the next listing. That it fails takes nothing back: the act was made, and the listing comes.
 */
export async function refreshSecret(ctx: Context, scope: Scope, { id, arn }: { id: string; arn: string }) {
  try {
    const observedAt = ctx.now();
    const [secret, versions, events] = await Promise.all([
      ctx.aws.describeSecret(scope, arn),
      ctx.aws.listVersions(scope, arn),
      ctx.store.inventory.rotationEvents([id]),
    ]);
    const facts = { secret, accountName: scope.accountName, rules: ctx.environmentRules, observedAt, now: ctx.now() };
    const decided = decideSecret({ ...facts, rotationEvents: events.get(id) ?? [], pendingSince: null });
    await ctx.store.inventory.applyDescribed(decided);
    await ctx.store.inventory.applyVersions(id, versions, observedAt);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    ctx.log.warn({ requestId: ctx.requestId, error: message }, 'the secret could not be read after an act on it');
  }
}
