import 'server-only';
import { decideSecret } from '@/lib/domain/decide-secret';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { toSecretId } from '@/lib/domain/secret-id';
import type { AskedPage } from './read-ahead';

/** Pages of observations with all that is worked out from them; the rotation events of all in one query. */
export async function decidePages(
  ctx: SystemContext,
  scope: Scope,
  pages: readonly AskedPage<readonly ObservedSecret[]>[],
): Promise<DecidedSecret[]> {
  const named = pages.flatMap(({ page, askedAt }) =>
    page.map((secret) => ({ id: toSecretId(secret.arn), secret, observedAt: askedAt })),
  );
  if (named.length === 0) return [];
  const events = await ctx.store.inventory.rotationEvents(named.map(({ id }) => id));
  const { environmentRules: rules } = ctx;
  return named.map(({ id, secret, observedAt }) =>
    decideSecret({
      secret,
      accountName: scope.accountName,
      rules,
      rotationEvents: events.get(id) ?? [],
      pendingSince: null,
      observedAt,
      now: ctx.now(),
    }),
  );
}

/** What was asked for at one moment. */
export const decidePage = async (
  ctx: SystemContext,
  scope: Scope,
  page: readonly ObservedSecret[],
  askedAt: Date,
): Promise<DecidedSecret[]> => decidePages(ctx, scope, [{ page, askedAt }]);
