import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { mayHold, visibilityOf, type Visibility } from '@/lib/domain/grant';
import { PERMISSIONS, type Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { Sight } from '@/lib/domain/ports/inventory-store';

/** First in every verb: where the actor holds `permission`; throws `forbidden` where that is nowhere. */
export function authorize(ctx: Context, permission: Permission): Visibility {
  const visibility = visibilityOf(ctx.actor.grants, permission);
  if (mayHold(visibility)) return visibility;
  throw new AppError('forbidden', `You may not ${PERMISSIONS[permission].can}: this needs ${permission}.`, {
    refused: permission,
  });
}

/** What the actor sees of the inventory, and of what they also see the history. */
export const sightOf = (ctx: Context): Sight => ({
  inventory: visibilityOf(ctx.actor.grants, 'inventory.read'),
  history: visibilityOf(ctx.actor.grants, 'history.read'),
});
