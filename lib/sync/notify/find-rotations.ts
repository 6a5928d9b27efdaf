import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import { AT_ONCE, isNews, type Found, type Look } from './source';

/** Rotations that came into trouble: each state once until the rotation is well again. */
export async function findRotations(look: Look): Promise<Found> {
  const { notifications } = look.ctx.store;
  const [troubles, ended] = await Promise.all([
    notifications.rotationTroubles(AT_ONCE),
    notifications.settledRotations(),
  ]);
  const noted = troubles.map(({ secret, state }) => ({ occasion: `rotation.${state}` as const, subject: secret.id }));
  const notices = troubles
    .filter(({ since }) => isNews(since, look))
    .map(({ secret, state, since, step }): Notice => ({
      occasion: `rotation.${state}`,
      key: `${secret.id} ${(since ?? look.now).toISOString()}`,
      secret,
      scope: null,
      since,
      // What AWS or the function said of it may hold anything, a value too: it stays on the page.
      facts: step === null ? [] : [{ label: 'failed in', value: step }],
      path: `/secrets/${secret.id}`,
    }));
  return { notices, noted, ended, more: troubles.length === AT_ONCE };
}
