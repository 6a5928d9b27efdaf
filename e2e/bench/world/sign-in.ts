import pg from 'pg';
import { newSessionSecret, sealSession, toSessionId } from '@/lib/auth/session-cookie';
import type { Persona } from '@/lib/domain/grant';
import { ISSUER } from './write-config';

const HOUR_MS = 3_600_000;

interface Door {
  databaseUrl: string;
  publicUrl: string;
  sessionSecret: string;
}

/** The `Cookie` header of a new session: what signing in would leave behind, without a provider. */
export async function signInAs(persona: Persona, { databaseUrl, publicUrl, sessionSecret }: Door): Promise<string> {
  const secret = newSessionSecret();
  const now = new Date();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(
      `insert into keyledger.session
        (id, issuer, subject, name, email, persona, groups, authenticated_at, created_at, last_seen_at, ends_at)
        values ($1, $2, $3, $3, null, null, '{}', $4, $4, $4, $5)`,
      [toSessionId(secret), ISSUER, persona, now, new Date(now.getTime() + HOUR_MS)],
    );
  } finally {
    await client.end();
  }
  const auth = { demo: false, publicUrl, secureCookies: false, sessionSecret, providers: [], statements: [] };
  const { name, value } = await sealSession({ ...auth, sessionIdleSeconds: 1800, sessionSeconds: 3600 }, secret);
  return `${name}=${value}`;
}
