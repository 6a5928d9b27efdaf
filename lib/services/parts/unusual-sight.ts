import 'server-only';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { UnusualSight } from '@/lib/domain/ports/unusual-store';
import { sightOf } from './authorize';

/** That the ledger has no entry is said only where its entries would be shown. */
export const unusualSightOf = (ctx: Context): UnusualSight => ({
  ...sightOf(ctx),
  ledger: visibilityOf(ctx.actor.grants, 'ledger.read'),
});
