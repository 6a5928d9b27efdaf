import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';

/** The configured scope of this id; null where it has left the configuration. */
export async function findScope(ctx: SystemContext, scopeId: string): Promise<Scope | null> {
  const scopes = await ctx.store.scopes.list();
  return scopes.find((scope) => scope.id === scopeId) ?? null;
}
