import pg from 'pg';
import { newSessionSecret, sealSession, toSessionId } from '@/lib/auth/session-cookie';
import { ISSUER } from './write-config';

/** As long as the configuration lets one be: what asks for hours must not be signed out on its way. */
const SESSION_MS = 12 * 3_600_000;

interface Door {
  databaseUrl: string;
  publicUrl: string;
  sessionSecret: string;
}

/** A new session and its `Cookie` header: what signing in would leave behind, without a provider. */
export async function signInAs(
  who: { group: string; subject: string },
  { databaseUrl, publicUrl, sessionSecret }: Door,
): Promise<{ cookie: string; sessionId: string }> {
  const secret = newSessionSecret();
  const now = new Date();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(
      `insert into keyledger.session
        (id, issuer, subject, name, email, persona, groups, authenticated_at, created_at, last_seen_at, ends_at)
        values ($1, $2, $3, $3, null, null, $4, $5, $5, $5, $6)`,
      [toSessionId(secret), ISSUER, who.subject, [who.group], now, new Date(now.getTime() + SESSION_MS)],
    );
  } finally {
    await client.end();
  }
  const auth = {
    demo: false,
    publicUrl,
    secureCookies: publicUrl.startsWith('https:'),
    sessionSecret,
    providers: [],
    statements: [],
  };
  const { name, value } = await sealSession(
    { ...auth, sessionIdleSeconds: 1800, sessionSeconds: SESSION_MS / 1000, tokenFreshSeconds: null },
    secret,
  );
  return { cookie: `${name}=${value}`, sessionId: toSessionId(secret) };
}
