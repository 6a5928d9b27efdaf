import 'server-only';
import type { SettingsView } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { toWire } from './wire-time';

/** One that has said nothing for longer has ended with its process, or waits until it is tried again. */
const SILENT_MS = 60_000;

/** Listings that are under way, and how far they are. Numbers of a whole scope: for those who may read the settings. */
export async function toListingsView(ctx: Context): Promise<SettingsView['listings']> {
  const listings = await ctx.store.inventory.openListings(new Date(ctx.now().getTime() - SILENT_MS));
  return listings.map(({ scopeId, startedAt, progress: { secrets, expected, calls, parts } }) => ({
    scope: scopeId,
    startedAt: toWire(startedAt),
    secrets,
    expected,
    calls,
    parts,
  }));
}
