import { createHmac } from 'node:crypto';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { World } from '@/lib/local-aws/world/world';
import { parsePolicy } from './policy';
import type { Session } from './identity';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

function secretFor(world: World, accessKeyId: string): string {
  return createHmac('sha256', world.seal).update(`secret ${accessKeyId}`).digest('base64').slice(0, 40);
}

/**
 * The session lives in its token, sealed, and nowhere else: credentials stay good over a restart of this endpoint, as
 * they do when AWS restarts something of its own.
 */
export function issueCredentials(
  world: World,
  accessKeyId: string,
  session: Session,
  policyText?: string,
): Credentials {
  const { role, sessionName, sourceIdentity, issuedAt, expiresAt, mfa } = session;
  const data = { accessKeyId, role: role.arn, sessionName, sourceIdentity, issuedAt, expiresAt, mfa, policyText };
  return {
    accessKeyId,
    secretAccessKey: secretFor(world, accessKeyId),
    sessionToken: sealToken(world.seal, 'session', data),
  };
}

/** The session behind a token, expired or not; `undefined` if the token is not ours or belongs to another key. */
export function openSession(
  world: World,
  accessKeyId: string,
  token: string,
): { session: Session; secret: string } | undefined {
  const data = openToken(world.seal, 'session', token);
  if (data === undefined || data.accessKeyId !== accessKeyId) return undefined;
  const role = typeof data.role === 'string' ? world.roles.get(data.role) : undefined;
  if (role === undefined || typeof data.sessionName !== 'string') return undefined;
  const session: Session = {
    role,
    sessionName: data.sessionName,
    sourceIdentity: typeof data.sourceIdentity === 'string' ? data.sourceIdentity : undefined,
    sessionPolicy: typeof data.policyText === 'string' ? parsePolicy(data.policyText) : undefined,
    issuedAt: Number(data.issuedAt),
    expiresAt: Number(data.expiresAt),
    mfa: data.mfa === true,
  };
  return { session, secret: secretFor(world, accessKeyId) };
}
