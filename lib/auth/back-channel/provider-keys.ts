import 'server-only';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { discover, fetchJson } from '@/lib/auth/discover';
import type { SignInProvider } from '@/lib/config/auth-config';
import { AppError } from '@/lib/domain/errors';

/** A key that was withdrawn is believed for so long at most, and for nothing but ends of sessions. */
const KEPT_MS = 5 * 60_000;
/** Whatever strangers send, a provider is asked no more often. */
const PAUSE_MS = 30_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
type Issuer = Pick<SignInProvider, 'issuer'>;

interface Asked {
  at: Date;
  keys: Promise<JSONWebKeySet>;
}

/** Of each provider the last look at its keys, in this process. There are as many as the configuration names. */
const asked = new Map<string, Asked>();

const isAway = (cause?: unknown) =>
  new AppError('unavailable', "The provider's keys cannot be had now.", { cause, retryAfterSeconds: PAUSE_MS / 1000 });

async function ask(provider: Issuer): Promise<JSONWebKeySet> {
  try {
    return keySet.parse(await fetchJson(await discover(provider, 'jwks_uri')));
  } catch (cause) {
    throw isAway(cause);
  }
}

const isGood = ({ keys }: Asked): Promise<boolean> =>
  keys.then(
    () => true,
    () => false,
  );

/**
 * What the provider publishes for its signatures. `newer`: what is at hand lacks a key, so that the provider is to be
 * asked again. Throws `unavailable` where they cannot be had, and where it was asked a moment ago.
 */
export async function findKeys(provider: Issuer, now: Date, { newer }: { newer: boolean }): Promise<JSONWebKeySet> {
  const last = asked.get(provider.issuer);
  // A clock that was set back must not keep what it says was asked later.
  const age = last && now >= last.at ? now.getTime() - last.at.getTime() : Infinity;
  if (last && !newer && age < KEPT_MS && (age < PAUSE_MS || (await isGood(last)))) return last.keys;
  if (age < PAUSE_MS) throw isAway();
  const next = { at: now, keys: ask(provider) };
  asked.set(provider.issuer, next);
  return next.keys;
}
