import { createHmac, randomBytes } from 'node:crypto';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { World } from '@/lib/local-aws/world/world';
import { toFederatedCaller, toSessionCaller, type Caller, type Session, type Tags } from './identity';
import { toSessionPolicy, type SessionPolicySource } from './session-policy';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

/** What a token stands for; the parties are named and looked up when it is opened. */
export type Grant = (
  | { kind: 'role'; role: string; sessionName: string; sourceIdentity?: string; transitiveTagKeys?: readonly string[] }
  | { kind: 'federated'; user: string; name: string }
  | { kind: 'user'; user: string }
) & { issuedAt: number; expiresAt: number; mfa: boolean; tags?: Tags; policy?: SessionPolicySource };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Temporary key ids hold their account, eight letters of it, as AWS's do. */
export function newAccessKeyId(account: string): string {
  let rest = BigInt(account);
  let head = '';
  for (let at = 0; at < 8; at += 1, rest >>= 5n) head = letters.charAt(Number(rest & 31n)) + head;
  return `ASIA${head}${Array.from(randomBytes(8), (byte) => letters.charAt(byte % 32)).join('')}`;
}

/** The account in the id of a temporary key. */
export function accountOfKey(accessKeyId: string): string | undefined {
  const head = /^ASIA([A-Z2-7]{8})[A-Z2-7]{8}$/.exec(accessKeyId)?.[1];
  if (head === undefined) return undefined;
  const number = Array.from(head).reduce((sum, letter) => (sum << 5n) | BigInt(letters.indexOf(letter)), 0n);
  return number < 10n ** 12n ? String(number).padStart(12, '0') : undefined;
}

function secretFor(world: World, accessKeyId: string): string {
  return createHmac('sha256', world.seal).update(`secret ${accessKeyId}`).digest('base64').slice(0, 40);
}

/**
 * The session lives in its token, sealed, and nowhere else: credentials stay good over a restart of this endpoint, as
 * they do when AWS restarts something of its own.
 */
export function issueCredentials(world: World, accessKeyId: string, grant: Grant): Credentials {
  return {
    accessKeyId,
    secretAccessKey: secretFor(world, accessKeyId),
    sessionToken: sealToken(world.seal, 'session', { accessKeyId, ...grant }),
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
const textsOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((entry: unknown) => typeof entry === 'string') : undefined;

function tagsOf(value: unknown): Tags | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, tag]) => (typeof tag === 'string' ? [[key, tag]] : [])),
  );
}

function policyOf(value: unknown) {
  return isJsonObject(value) ? toSessionPolicy({ text: textOf(value.text), arns: textsOf(value.arns) }) : undefined;
}

function findUser(world: World, arn: unknown) {
  for (const { user } of world.keys.values()) if (user.arn === arn) return user;
  return undefined;
}

function toCaller(world: World, accessKeyId: string, data: JsonObject): Caller | undefined {
  const common = {
    issuedAt: Number(data.issuedAt),
    expiresAt: Number(data.expiresAt),
    mfa: data.mfa === true,
    tags: tagsOf(data.tags),
    sessionPolicy: policyOf(data.policy),
  };
  if (data.kind === 'role') {
    const role = world.roles.get(textOf(data.role) ?? '');
    const sessionName = textOf(data.sessionName);
    if (role === undefined || sessionName === undefined) return undefined;
    const transitiveTagKeys = textsOf(data.transitiveTagKeys);
    const session: Session = {
      role,
      sessionName,
      sourceIdentity: textOf(data.sourceIdentity),
      transitiveTagKeys,
      ...common,
    };
    return toSessionCaller(session, accessKeyId);
  }
  const user = findUser(world, data.user);
  if (user === undefined) return undefined;
  if (data.kind === 'federated')
    return toFederatedCaller({ issuer: user, name: textOf(data.name) ?? '', ...common }, accessKeyId);
  const signIn = { at: common.issuedAt, mfa: common.mfa };
  return { kind: 'user', account: user.account, arn: user.arn, accessKeyId, user, signIn };
}

/** The caller behind a token, expired or not; `undefined` if the token is not ours or belongs to another key. */
export function openSession(world: World, accessKeyId: string, token: string) {
  const data = openToken(world.seal, 'session', token);
  if (data === undefined || data.accessKeyId !== accessKeyId) return undefined;
  const caller = toCaller(world, accessKeyId, data);
  return caller && { caller, secret: secretFor(world, accessKeyId), expiresAt: Number(data.expiresAt) };
}
