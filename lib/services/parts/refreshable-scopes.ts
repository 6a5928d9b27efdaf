import 'server-only';
import { AppError, notFound } from '@/lib/domain/errors';
import { EVERYTHING, type Visibility } from '@/lib/domain/grant';
import { coversAccount } from '@/lib/domain/grants/scope-cover';
import type { Context } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { sightOf } from './authorize';
import { seesAllScopes, visibleScopes } from './visible-scopes';

interface Refreshable {
  /** What is gone is called no more. */
  visible: Scope[];
  /** Of those in sight: where scope.sync holds for the account, or for a secret in it that one sees. */
  refreshable: Scope[];
}

/** `granted`: where the actor has scope.sync. */
export async function findRefreshable(ctx: Context, granted: Visibility): Promise<Refreshable> {
  const visible = (await visibleScopes(ctx)).filter(({ gone }) => !gone).map(({ scope }) => scope);
  const isCovered = ({ accountId }: Scope): boolean => coversAccount(granted, accountId);
  if (visible.every(isCovered)) return { visible, refreshable: visible };
  const sight = seesAllScopes(ctx) ? EVERYTHING : sightOf(ctx).inventory;
  const within = await ctx.store.reach.scopes({ sight, granted, act: true });
  return { visible, refreshable: visible.filter((scope) => isCovered(scope) || within.has(scope.id)) };
}

/** `not_found` for a scope out of sight; `forbidden` for one that is seen and may not be refreshed. */
export async function getRefreshable(ctx: Context, granted: Visibility, id: string): Promise<Scope> {
  const { visible, refreshable } = await findRefreshable(ctx, granted);
  const scope = refreshable.find((one) => one.id === id);
  if (scope) return scope;
  if (!visible.some((one) => one.id === id)) throw notFound('scope');
  throw new AppError('forbidden', 'You do not have scope.sync in this scope.', { refused: 'scope.sync' });
}
