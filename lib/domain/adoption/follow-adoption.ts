import type { JudgedAdoption } from './judge-adoption';
import type { KnownSince } from './known-since';

const MINUTE_MS = 60_000;

/**
 * When it is looked at again whether a run's version is adopted: after a tenth of the time since it ended, so that nobody
 * hears of it much later than it took, and a run costs some two hundred looks at most.
 */
export const NEXT_LOOK = { share: 10, least: MINUTE_MS, most: 720 * MINUTE_MS };

/** All until then has arrived, and is known: before, a read of what was current before may be missing. */
export const isKnownUntil = ({ whole, until }: KnownSince, at: Date): boolean => whole && until > at;

/**
 * The moment when the last of all that were to fetch the new version had; null: that is not so, nobody had to, or it is not
 * known of all the time until then.
 */
export function findAdoptedAt({ verdict, readers, since }: JudgedAdoption): Date | null {
  if (verdict !== 'adopted') return null;
  const times = readers.flatMap(({ state, adoptedAt }) =>
    state === 'adopted' && adoptedAt ? adoptedAt.getTime() : [],
  );
  const at = times.length > 0 ? new Date(Math.max(...times)) : null;
  return at && isKnownUntil(since, at) ? at : null;
}
