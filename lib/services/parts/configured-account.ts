import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';

/** A configured account and all of them; throws `not_found`. */
export function getConfigured(ctx: Context, id: string): { account: AccountRoles; all: AccountRoles[] } {
  const all = ctx.aws.accounts();
  const account = all.find(({ accountId }) => accountId === id);
  if (!account) throw notFound('account');
  return { account, all };
}
