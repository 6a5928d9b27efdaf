import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toScopeId } from '@/lib/domain/scope';
import type { FilePlace } from '@/lib/domain/trail/file-place';
import { ownRoles } from '@/lib/sync/history/own-roles';

/** Roles of this installation by where a record is of; where Keyledger reads nothing, none but those for all. */
export async function createRolesOf(
  ctx: SystemContext,
  configured: readonly string[],
): Promise<(place: FilePlace) => readonly string[]> {
  const scopes = new Map((await ctx.store.scopes.list()).map((scope) => [scope.id, scope]));
  const found = new Map<string, readonly string[]>();
  return ({ accountId, region }) => {
    const id = toScopeId(accountId, region);
    const scope = scopes.get(id);
    const roles = found.get(id) ?? (scope ? ownRoles(ctx, scope, configured) : configured);
    found.set(id, roles);
    return roles;
  };
}
