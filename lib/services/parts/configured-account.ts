import 'server-only';
import { planScopes } from '@/lib/domain/discovery/plan-scopes';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';

/** An account that is listed, or was found; throws `not_found`. */
export async function getKnownAccount(ctx: Context, id: string): Promise<AccountRoles> {
  const listed = ctx.aws.accounts().find(({ accountId }) => accountId === id);
  if (listed) return listed;
  const settings = ctx.config.discovery;
  const found = settings && (await ctx.store.discovery.find(id));
  if (!found) throw notFound('account');
  const { verdict, regions } = planScopes(found, settings, new Set());
  const account = ctx.aws.foundAccount({ accountId: id, accountName: found.name, regions });
  // What is not read needs no roles.
  if (!account || verdict !== 'read') throw notFound('account');
  return account;
}
