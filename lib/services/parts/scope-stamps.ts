import 'server-only';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { Context } from '@/lib/domain/ports/context';
import { oldestAge, visibleScopes } from './visible-scopes';
import { toWireOrNull } from './wire-time';

/** How old an answer over all of the actor's scopes is, and each of them. */
export async function scopeStamps(ctx: Context): Promise<Pick<SecretsList, 'asOf' | 'scopes'>> {
  const scopes = await visibleScopes(ctx);
  return {
    asOf: toWireOrNull(oldestAge(scopes)),
    scopes: scopes.map(({ scope, inventory }) => ({
      id: scope.id,
      state: inventory.state,
      asOf: toWireOrNull(inventory.asOf),
    })),
  };
}
