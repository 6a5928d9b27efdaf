import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';

/** How many secrets the actor may see under no filter: those pending deletion, too, and a replica with its primary. */
export async function countSecrets(ctx: Context): Promise<number> {
  authorize(ctx, 'inventory.read');
  return ctx.store.inventory.count(sightOf(ctx), { pending: 'include' }, ctx.now());
}
