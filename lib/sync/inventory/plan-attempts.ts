import 'server-only';
import { findResumed, startListing, type ListingState } from '@/lib/domain/listing/listing-state';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ListingsBefore } from '@/lib/domain/ports/listing-store';
import type { Scope } from '@/lib/domain/scope';

export interface Attempt {
  /** null: plainly, one page after the other in AWS's own order. */
  state: ListingState | null;
  /** The listing that it goes on with; null: a new one. */
  begun: { id: string; startedAt: Date } | null;
}

/** How AWS keeps its tokens is not documented; a listing that began long ago would say little of now. */
const RESUMED_MS = 3_600_000;
/** Names of what is known already, to divide the scope by. */
const KNOWN_NAMES = 500;

const PLAIN: Attempt = { state: null, begun: null };

function findBegun({ open }: ListingsBefore, now: Date): Attempt | null {
  if (!open || now.getTime() - open.startedAt.getTime() > RESUMED_MS) return null;
  const state = findResumed(open.state);
  return state && { state, begun: { id: open.id, startedAt: open.startedAt } };
}

/**
 * The ways to list a scope, the quickest first; each is gone where the one before proved nothing. Each gives what to
 * begin with: what another process began and did not end, and when asked again a new one. Only a first listing goes
 * by filters: later ones have all day. An endpoint that need not be AWS is asked plainly.
 */
export async function planAttempts(ctx: SystemContext, scope: Scope): Promise<(() => Attempt)[]> {
  if (ctx.aws.foreign) return [() => PLAIN];
  const before = await ctx.store.inventory.listingsBefore(scope.id);
  const known = before.isFirst ? await ctx.store.inventory.sampleNames(scope.id, KNOWN_NAMES) : [];
  const ways = before.isFirst ? (['parts', 'ends'] as const) : (['ends'] as const);
  let begun = findBegun(before, ctx.now());
  const anew = ways.map((way) => (): Attempt => {
    const attempt = begun ?? { state: startListing(known, way), begun: null };
    begun = null;
    return attempt;
  });
  return [...anew, () => PLAIN];
}
