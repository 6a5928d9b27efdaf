import 'server-only';
import { decideSecret } from '@/lib/domain/decide-secret';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { toSecretId } from '@/lib/domain/secret-id';

/** A page of observations with all that is worked out from them; the rotation events of all in one query. */
export async function decidePage(
  ctx: SystemContext,
  scope: Scope,
  page: readonly ObservedSecret[],
  observedAt: Date,
): Promise<DecidedSecret[]> {
  if (page.length === 0) return [];
  const events = await ctx.store.inventory.rotationEvents(page.map((secret) => toSecretId(secret.arn)));
  return page.map((secret) =>
    decideSecret({
      secret,
      accountName: scope.accountName,
      rules: ctx.environmentRules,
      rotationEvents: events.get(toSecretId(secret.arn)) ?? [],
      pendingSince: null,
      observedAt,
      now: ctx.now(),
    }),
  );
}
