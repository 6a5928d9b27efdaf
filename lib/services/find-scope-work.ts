import 'server-only';
import type { SettingsView } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toCallsView } from './parts/calls-view';
import { toListingsView } from './parts/listings-view';

/** What is being done in the scopes: listings that are under way, and what each scope costs in calls a day. */
export async function findScopeWork(ctx: Context): Promise<Pick<SettingsView, 'listings' | 'calls'>> {
  authorize(ctx, 'settings.read');
  return { listings: await toListingsView(ctx), calls: await toCallsView(ctx) };
}
