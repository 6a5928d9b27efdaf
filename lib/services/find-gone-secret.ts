import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toWire, toWireOrNull } from './parts/wire-time';

/** Where whoever asks for a secret that has no page is to be led. */
type GonePlace = { secretId: string } | { eventsOf: { id: string; lastSeenAt: string | null; goneBy: string } };

/**
 * For the page of a secret that is none: events and entries of the ledger outlive what they are about, and name replicas,
 * which have their primary's page. null where nothing may be told of it, as of one that never was.
 */
export async function findGoneSecret(ctx: Context, { id }: { id: string }): Promise<GonePlace | null> {
  authorize(ctx, 'inventory.read');
  const gone = await ctx.store.inventory.gone(sightOf(ctx), id);
  if (gone === null) return null;
  const { standsFor, lastSeenAt, goneBy, historyVisible } = gone;
  if (standsFor !== null) return { secretId: standsFor };
  if (!historyVisible) return null;
  return { eventsOf: { id, lastSeenAt: toWireOrNull(lastSeenAt), goneBy: toWire(goneBy) } };
}
