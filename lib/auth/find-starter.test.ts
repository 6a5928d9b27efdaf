import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthConfig, SignInProvider } from '@/lib/config/auth-config';
import type { Session } from '@/lib/domain/actor';
import { holds, permits, visibilityOf, type Grant } from '@/lib/domain/grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { WaveStarter } from '@/lib/domain/ports/wave-store';
import type { ApiToken } from '@/lib/domain/token/api-token';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { createTestContext } from '@/lib/sync/testing/test-context';
import type { AuthSystem } from './auth-system';
import { findStarter } from './find-starter';

const ISSUER = 'https://id.example';
const NOW = new Date('2026-11-20T12:00:00Z');
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);

const rotate: Grant[] = [{ permission: 'secret.rotate', effect: 'allow', where: {} }];
const platform: GrantStatement = { who: { kind: 'group', issuer: ISSUER, group: 'platform' }, grants: rotate };
const una = { issuer: ISSUER, subject: 'una', name: 'Una', email: 'una@example.com', persona: null, claims: {} };
const starter = (groups: string[] = ['platform']): WaveStarter => ({ person: { ...una, groups }, token: null });

const toProvider = (issuer: string): SignInProvider => ({
  id: 'corp',
  name: 'Corp',
  issuer,
  clientId: 'keyledger',
  clientSecret: 'only-here',
  scopes: [],
  groupsClaim: 'groups',
  audiences: [],
  idTokenAlgorithm: 'RS256',
  freshPrompt: null,
  endsProviderSession: false,
});
const auth: AuthConfig = {
  demo: false,
  publicUrl: 'http://localhost:3000',
  secureCookies: false,
  sessionSecret: 'x'.repeat(32),
  providers: [toProvider(ISSUER)],
  sessionIdleSeconds: 3600,
  sessionSeconds: 43_200,
  tokenFreshSeconds: null,
  statements: [platform],
};

let database: TestDatabase;
let system: AuthSystem;
beforeAll(async () => {
  database = await startTestDatabase();
  const ctx = createTestContext(database.appUrl, 'http://127.0.0.1:1');
  system = { ...ctx, now: () => NOW, auth, web: { hosts: [], origins: [] } };
});
afterAll(async () => {
  await system.store.close();
  await database.stop();
});

const as = (change: Partial<AuthConfig>): AuthSystem => ({ ...system, auth: { ...system.auth, ...change } });
const mayRotate = (found: Awaited<ReturnType<typeof findStarter>>): boolean =>
  typeof found !== 'string' && holds(found.grants, 'secret.rotate');

async function signIn(id: string, change: Partial<Session>): Promise<void> {
  const session = { ...una, id, groups: ['platform'], authenticatedAt: NOW, createdAt: NOW, lastSeenAt: NOW };
  await system.store.sessions.create({ ...session, endsAt: hours(8), revokedAt: null, ...change });
}

describe('a wave that a person started', () => {
  it('goes on as they were, with what the configuration grants them now, where nobody signed in since', async () => {
    const found = await findStarter(system, starter());
    expect(found).toMatchObject({ id: `${ISSUER}|una`, name: 'una@example.com', sessionId: null, token: null });
    // What asks for a fresh sign-in is not for it.
    expect(found).toMatchObject({ authenticatedAt: null });
    expect(mayRotate(found)).toBe(true);
    expect(mayRotate(await findStarter(as({ statements: [] }), starter()))).toBe(false);
    expect(mayRotate(await findStarter(system, starter(['readers'])))).toBe(false);
  });

  it('goes on as their provider last told of them: who left the group may no more, who joined it may', async () => {
    await signIn('first', { groups: ['readers'] });
    expect(mayRotate(await findStarter(system, starter()))).toBe(false);
    await signIn('second', { groups: ['platform'], createdAt: hours(1), lastSeenAt: hours(1) });
    expect(mayRotate(await findStarter({ ...system, now: () => hours(1) }, starter(['readers'])))).toBe(true);
  });

  it('is nobody’s where their provider left the configuration, also beside another with the same names', async () => {
    const other = [toProvider('https://other.example')];
    const left = 'The provider of whoever started it has left the configuration.';
    expect(await findStarter(as({ providers: [] }), starter())).toBe(left);
    expect(await findStarter(as({ providers: other }), starter())).toBe(left);
  });

  it('is nobody’s where it was one of the demo’s personas, outside the demo', async () => {
    const person = { ...una, issuer: 'demo', subject: 'admin', persona: 'admin', groups: [] };
    expect(await findStarter(system, { person, token: null })).toContain('has left the configuration');
    expect(mayRotate(await findStarter(as({ demo: true, providers: [] }), { person, token: null }))).toBe(true);
  });
});

describe('a wave that a token started', () => {
  const make = async (id: string, change: Partial<ApiToken> = {}): Promise<WaveStarter> => {
    const token: ApiToken = {
      id,
      digest: id.repeat(4),
      name: 'nightly',
      permissions: ['secret.rotate'],
      where: [{ environments: ['dev'] }],
      person: { ...una, groups: ['platform'] },
      createdAt: NOW,
      lastUsedAt: null,
      lastAddress: null,
      expiresAt: hours(1),
      endedAt: null,
      endedBy: null,
      ...change,
    };
    await system.store.tokens.create(token);
    return { person: token.person, token: { id, name: token.name } };
  };

  it('goes on as the token, within its reach and its person’s grants', async () => {
    const found = await findStarter(system, await make('aaaaaaaaaaaaaaaa'));
    if (typeof found === 'string') throw new Error(found);
    expect(found.token).toEqual({ id: 'aaaaaaaaaaaaaaaa', name: 'nightly' });
    const facts = { accountId: '111122223333', tags: {}, name: 'db' };
    const reach = visibilityOf(found.grants, 'secret.rotate');
    expect(permits(reach, { ...facts, environment: 'dev' })).toBe(true);
    expect(permits(reach, { ...facts, environment: 'prod' })).toBe(false);
    expect(mayRotate(await findStarter(as({ statements: [] }), await make('bbbbbbbbbbbbbbbb')))).toBe(false);
  });

  it('is nobody’s once it expired, was ended, is not there, or its provider has left', async () => {
    const expired = await make('cccccccccccccccc', { createdAt: hours(-2), expiresAt: hours(-1) });
    expect(await findStarter(system, expired)).toBe('The API token that it was started with is expired.');
    const ended = 'The API token that it was started with is ended.';
    const early = await make('dddddddddddddddd');
    await system.store.tokens.end('dddddddddddddddd', 'somebody', NOW);
    expect(await findStarter(system, early)).toBe(ended);
    expect(await findStarter(system, { ...expired, token: { id: 'eeeeeeeeeeeeeeee', name: 'nightly' } })).toBe(ended);
    const left = await findStarter(as({ providers: [] }), await make('ffffffffffffffff'));
    expect(left).toContain('has left the configuration');
  });
});
