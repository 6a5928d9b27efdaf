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

/** How long AWS keeps its tokens is not documented. */
const RESUMED_MS = 3_600_000;
/** A listing that began longer ago would say little of now; one that gives way to many others may take hours. */
const OLDEST_MS = 6 * 3_600_000;
/** Names of what is known already, to divide the scope by. */
const KNOWN_NAMES = 500;
/** A way that proved nothing is tried again after so long: it may have been by chance. */
const DOUBTED_MS = 86_400_000;

const PLAIN: Attempt = { state: null, begun: null };

function findBegun({ open }: ListingsBefore, now: Date): Attempt | null {
  if (!open || now.getTime() - open.toldAt.getTime() > RESUMED_MS) return null;
  if (now.getTime() - open.startedAt.getTime() > OLDEST_MS) return null;
  const state = findResumed(open.state);
  return state && { state, begun: { id: open.id, startedAt: open.startedAt } };
}

/**
 * How to list a scope: on from where it gave way or another process stopped, else in the quickest way that did not prove nothing lately.
 * Only a first listing goes by filters: later ones have all day. An endpoint that need not be AWS is asked plainly.
 */
export async function planAttempt(ctx: SystemContext, scope: Scope): Promise<Attempt> {
  if (ctx.aws.foreign) return PLAIN;
  const { inventory } = ctx.store;
  const before = await inventory.listingsBefore(scope.id, new Date(ctx.now().getTime() - DOUBTED_MS));
  const begun = findBegun(before, ctx.now());
  if (begun) return begun;
  if (before.doubted.includes('ends')) return PLAIN;
  if (!before.isFirst || before.doubted.includes('parts')) return { state: startListing([], 'ends'), begun: null };
  return { state: startListing(await inventory.sampleNames(scope.id, KNOWN_NAMES)), begun: null };
}
