import 'server-only';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { discover, fetchJson } from '@/lib/auth/discover';
import type { SignInProvider } from '@/lib/config/auth-config';
import { AppError } from '@/lib/domain/errors';

/** A key that was withdrawn is believed for so long at most, and for nothing but ends of sessions. */
const KEPT_MS = 5 * 60_000;
/** Whatever strangers send, a provider is asked no more often in the long run, */
const PAUSE_MS = 30_000;
/** and after a rest so many times at once: a key may be new a moment after a look, and many providers send a token once. */
const MOST_LOOKS = 4;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
type Issuer = Pick<SignInProvider, 'issuer'>;

/** One look at a provider's keys. */
export interface Look {
  at: Date;
  keys: Promise<JSONWebKeySet>;
  /** How many more were left after it. */
  left: number;
}

/** Of each provider the last look, in this process. There are as many as the configuration names. */
const looks = new Map<string, Look>();

const isAway = (seconds: number, cause?: unknown) =>
  new AppError('unavailable', "The provider's keys cannot be had now.", { cause, retryAfterSeconds: seconds });

async function ask(provider: Issuer): Promise<JSONWebKeySet> {
  try {
    return keySet.parse(await fetchJson(await discover(provider, 'jwks_uri')));
  } catch (cause) {
    throw isAway(PAUSE_MS / 1000, cause);
  }
}

const isGood = ({ keys }: Look): Promise<boolean> =>
  keys.then(
    () => true,
    () => false,
  );

/** A clock that was set back must not keep what it says was looked at later. */
const ageOf = ({ at }: Look, now: Date): number => (now >= at ? now.getTime() - at.getTime() : Infinity);

/** Throws `unavailable` where none is left: one comes back every half a minute. */
function look(provider: Issuer, now: Date): Look {
  const last = looks.get(provider.issuer);
  const left = last ? Math.min(MOST_LOOKS, last.left + ageOf(last, now) / PAUSE_MS) : MOST_LOOKS;
  if (left < 1) throw isAway(Math.ceil(((1 - left) * PAUSE_MS) / 1000));
  const next = { at: now, keys: ask(provider), left: left - 1 };
  looks.set(provider.issuer, next);
  return next;
}

/** What the provider publishes for its signatures, as it was at most five minutes ago. */
export async function findLook(provider: Issuer, now: Date): Promise<Look> {
  const last = looks.get(provider.issuer);
  const age = last ? ageOf(last, now) : Infinity;
  // Where they could not be had, that holds for a while, too.
  if (last && age < KEPT_MS && (age < PAUSE_MS || (await isGood(last)))) return last;
  return look(provider, now);
}

/** One later than `seen`, which lacks a key; one look serves all that came while it was under way. */
export function findLaterLook(provider: Issuer, now: Date, seen: Look): Look {
  const last = looks.get(provider.issuer);
  return last && last !== seen ? last : look(provider, now);
}
