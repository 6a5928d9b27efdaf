import 'server-only';
import { randomUUID } from 'node:crypto';
import type { AuthSystem } from './auth-system';
import type { Person } from './person';
import { newSessionSecret, toSessionId } from './session-cookie';

/**
 * Writes that someone signed in, then their session; returns the secret for the cookie. The ledger
 * comes first: a session that is not in it must not exist. Throws `unavailable` where either fails.
 */
export async function startSession(system: AuthSystem, person: Person, requestId: string | null): Promise<string> {
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
      detail: { issuer: person.issuer, groups: person.groups.length },
    },
    now,
  );
  await system.store.sessions.create({
    ...person,
    id: toSessionId(secret),
    createdAt: now,
    lastSeenAt: now,
    endsAt: new Date(now.getTime() + system.auth.sessionSeconds * 1000),
    revokedAt: null,
  });
  return secret;
}
