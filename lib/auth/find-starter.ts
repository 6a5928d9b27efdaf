import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import type { WaveStarter } from '@/lib/domain/ports/wave-store';
import { toTokenState } from '@/lib/domain/token/api-token';
import { isVouchedFor } from '@/lib/domain/vouching';
import type { AuthSystem } from './auth-system';
import { toPersonActor, toTokenActor } from './to-actor';

const UNVOUCHED = 'The provider of whoever started it has left the configuration.';

/**
 * Who a wave goes on as, with what the configuration grants them now: a token while it lives, a person as their provider
 * last told of them, as their tokens do. In words, why that is nobody any more.
 */
export async function findStarter(system: AuthSystem, { person, token }: WaveStarter): Promise<Actor | string> {
  const { store, auth, config } = system;
  const now = system.now();
  if (token) {
    const known = await store.tokens.find(token.id);
    const state = known ? toTokenState(known, now) : 'ended';
    if (!known || state !== 'live') return `The API token that it was started with is ${state}.`;
    return isVouchedFor(known.person, auth) ? toTokenActor(known, auth) : UNVOUCHED;
  }
  if (!isVouchedFor(person, auth)) return UNVOUCHED;
  const id = `${person.issuer}|${person.subject}`;
  const newest = await store.people.find(id, { now, idleSeconds: config.sessionIdleSeconds });
  if (!newest?.groups) return toPersonActor(person, auth);
  const { email, persona, groups, claims } = newest;
  return toPersonActor({ ...person, email, persona, groups: [...groups], claims: claims ?? person.claims }, auth);
}
