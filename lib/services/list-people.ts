import 'server-only';
import type { PeopleView } from '@/lib/contract/grants';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';

const DAY_MS = 86_400_000;
const DAYS = 90;
/** More than a list to choose from can hold; whoever is not in it can be asked about by their id. */
const MOST = 500;

/** People who signed in or acted in the last 90 days, for the questions that Settings answers about them. */
export async function listPeople(ctx: Context): Promise<PeopleView[]> {
  authorize(ctx, 'settings.read');
  const now = ctx.now();
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const { sessionIdleSeconds: idleSeconds } = ctx.config;
  const people = await ctx.store.people.list({ since, now, idleSeconds, limit: MOST });
  return people.map(({ id, name, persona, signedIn, groups }) => ({
    id,
    name,
    persona,
    signedIn,
    groupsKnown: groups !== null,
  }));
}
