import 'server-only';
import { randomUUID } from 'node:crypto';
import type { AuthSystem } from './auth-system';
import { enterEnds } from './enter-ends';
import type { Person } from './person';
import { readClaims } from './read-claims';
import { sealIdToken } from './sealed-id-token';
import { SignInRefusal } from './sign-in-failure';
import { newSessionSecret, toSessionId } from './session-cookie';

interface Beginning {
  requestId: string;
  leftAt: Date;
  isAgain?: boolean;
  idToken?: string;
}

/**
 * Writes that someone signed in, then their session; returns the secret for the cookie. The ledger
 * comes first: a session that is not in it must not exist. Throws `unavailable` where either fails, and SignInRefusal
 * where the provider ended the session since the person left for it (`leftAt`).
 */
export async function startSession(
  system: AuthSystem,
  person: Person,
  { requestId, leftAt, isAgain = false, idToken }: Beginning,
): Promise<string> {
  const now = system.now();
  const secret = newSessionSecret();
  await system.store.ledger.append(
    {
      actId: randomUUID(),
      action: 'session.start',
      phase: 'noted',
      actor: {
        id: `${person.issuer}|${person.subject}`,
        name: person.email ?? person.name,
        persona: person.persona,
      },
      secret: null,
      reason: null,
      code: null,
      requestId,
      count: 1,
      detail: { issuer: person.issuer, groups: person.groups.length, ...(isAgain && { again: true }) },
    },
    now,
  );
  // Groups that they have left must not live on in their tokens.
  await system.store.tokens.refreshPerson(person);
  const session = {
    ...person,
    id: toSessionId(secret),
    createdAt: now,
    lastSeenAt: now,
    endsAt: new Date(now.getTime() + system.auth.sessionSeconds * 1000),
    revokedAt: null,
  };
  const lives = await system.store.sessions.create(session, {
    sealedIdToken: idToken === undefined ? null : sealIdToken(secret, idToken),
    providerSid: idToken === undefined ? null : toSid(readClaims(idToken)),
    leftAt,
    requestId,
  });
  if (lives) return secret;
  await enterEnds(system, requestId);
  throw new SignInRefusal('EndedMeanwhile', 'The provider ended the session while the person was signing in.');
}

/** Back-Channel Logout 1.0 §2.1: opaque. One that is too long to be kept is not known. */
const toSid = ({ sid }: Record<string, unknown>): string | null =>
  typeof sid === 'string' && sid.length > 0 && sid.length <= 255 ? sid : null;
