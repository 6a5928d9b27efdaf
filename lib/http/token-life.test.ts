import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { acting, operation, reading } from '@/lib/contract/operation';
import { getMeOperation } from '@/lib/contract/operations/system';
import { problem } from '@/lib/contract/problem';
import type { ApiToken, TokenPerson } from '@/lib/domain/token/api-token';
import { EVERYTHING } from '@/lib/domain/grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { System } from '@/lib/runtime/system';
import { endToken } from '@/lib/services/end-token';
import { getMe } from '@/lib/services/get-me';
import { answerRequest } from './answer-request';
import { createTokenAs } from './testing/create-token-as';
import { contextAs } from './testing/context-as';
import { PROVIDER } from './testing/provider';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const { host } = new URL(ORIGIN);
const [act, look] = [
  operation({
    ...acting,
    id: 'act',
    path: '/api/act',
    summary: 'Acts',
    permission: 'secret.rotate',
    body: z.strictObject({}),
    answer: z.strictObject({}),
    status: 202,
  }),
  operation({
    ...reading,
    id: 'look',
    path: '/api/look',
    summary: 'Looks',
    permission: 'inventory.read',
    answer: z.strictObject({}),
    contentType: 'text/event-stream',
  }),
];
const ISSUER = 'https://login.example.com';
const ann: TokenPerson = {
  issuer: ISSUER,
  subject: 'ann',
  name: 'Ann',
  email: 'ann@example.com',
  persona: null,
  groups: ['platform'],
  claims: {},
};
const platform: GrantStatement = {
  who: { kind: 'group', issuer: ISSUER, group: 'platform' },
  grants: [{ permission: 'inventory.read', effect: 'allow', where: {} }],
};

let test: TestSystem;
beforeAll(async () => {
  test = await startTestSystem();
});
afterAll(() => test.stop());

const me = (authorization: string, { system = test.system, path = '/api/me', address = '203.0.113.9' } = {}) =>
  answerRequest(
    system,
    { operation: getMeOperation, permission: 'signed-in', handler: (ctx) => getMe(ctx) },
    new Request(`${ORIGIN}${path}`, { headers: { host, authorization, 'x-forwarded-for': address } }),
    {},
  );
const may = async (authorization: string, system: System) =>
  getMeOperation.answer.parse(await (await me(authorization, { system })).json()).may;
const later = (ms: number): System => ({ ...test.system, now: () => new Date(Date.now() + ms) });
const about = async (id: string) =>
  (await test.system.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null }))
    .filter(({ actor }) => actor.token?.id === id)
    .toReversed()
    .map(({ action, phase, code, count, detail }) => ({ action, phase, code, count, detail }));
const row = async (id: string): Promise<ApiToken> => {
  const found = await test.system.store.tokens.find(id);
  if (!found) throw new Error(`no token ${id}`);
  return found;
};

describe('the use of a token', () => {
  it('is noted the first time, once, however many come at once', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'viewer');
    await Promise.all(Array.from({ length: 8 }, () => me(authorization)));
    await me(authorization);
    expect(await about(id)).toEqual([
      {
        action: 'token.manage',
        phase: 'noted',
        code: null,
        count: 1,
        detail: { what: 'first use', address: '203.0.113.9' },
      },
    ]);
  });

  it('moves its time and address at most once in a minute', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'viewer');
    await me(authorization);
    const first = (await row(id)).lastUsedAt;
    await me(authorization, { system: later(59_000), address: '203.0.113.10' });
    expect(await row(id)).toMatchObject({ lastUsedAt: first, lastAddress: '203.0.113.9' });
    await me(authorization, { system: later(61_000), address: '203.0.113.10' });
    expect(await row(id)).toMatchObject({ lastAddress: '203.0.113.10' });
  });

  it('is refused where its first entry cannot be written', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'viewer');
    const { store } = test.system;
    const noteFirstUse = async () => Promise.reject(new Error('CANARY'));
    const system = {
      ...test.system,
      store: { ...store, tokens: { ...store.tokens, find: (one: string) => store.tokens.find(one), noteFirstUse } },
    };
    expect((await me(authorization, { system })).status).toBe(500);
    expect((await row(id)).lastUsedAt).toBeNull();
  });

  it('after its end is in the ledger, folded, and a guess is not', async () => {
    const { id, text, authorization } = await createTokenAs(test.system, 'viewer');
    const other = await createTokenAs(test.system, 'viewer');
    await me(authorization);
    await endToken(await contextAs(test.system, 'admin'), { id });
    for (let times = 0; times < 4; times += 1) expect((await me(authorization)).status).toBe(401);
    expect((await me(`Bearer ${text.slice(0, 16)}${other.text.slice(16)}`)).status).toBe(401);
    const { ledger } = test.system.store;
    // The fourth was counted, since they are written one after another.
    await vi.waitFor(async () => {
      await ledger.flushRefusals(new Date(Date.now() + 61_000));
      expect((await about(id)).reduce((sum, { count }) => sum + count, 0)).toBe(5);
    });
    const [noted, ...dead] = await about(id);
    expect(noted).toMatchObject({ phase: 'noted' });
    expect(dead[0]).toEqual({
      action: 'token.manage',
      phase: 'refused',
      code: 'unauthenticated',
      count: 1,
      detail: { what: 'use', address: '203.0.113.9', why: 'the token is ended' },
    });
    expect((await ledger.verify()).brokenAt).toBeNull();
  });

  it('leaves nothing of the token in the log, sent wherever', async () => {
    const { text, authorization } = await createTokenAs(test.system, 'viewer');
    const asked = await me(authorization, { path: `/api/me?access_token=${text}` });
    const said = await asked.text();
    expect([asked.status, problem.parse(JSON.parse(said)).errors]).toEqual([
      400,
      [{ pointer: 'query:access_token', rule: 'is no parameter of this route' }],
    ]);
    await me(`Bearer ${text}x`);
    for (const place of [said, ...test.lines]) expect(place).not.toContain(text.slice(16));
  });
});

describe('what a token may', () => {
  const provider = { ...PROVIDER, issuer: ISSUER };
  const as = (statements: GrantStatement[]): System => ({
    ...test.system,
    auth: { ...test.system.auth, demo: false, statements, providers: [provider] },
  });

  it('follows the grants that its person has now', async () => {
    const { authorization } = await createTokenAs(test.system, 'viewer', { person: ann });
    expect(await may(authorization, as([platform]))).toEqual(['inventory.read']);
    expect(await may(authorization, as([]))).toEqual([]);
    expect(
      await may(
        authorization,
        as([{ ...platform, who: { ...platform.who, kind: 'group', issuer: ISSUER, group: 'security' } }]),
      ),
    ).toEqual([]);
  });

  it('follows what the provider last said of its person, and of nobody else', async () => {
    const { authorization } = await createTokenAs(test.system, 'viewer', { person: ann });
    const { tokens } = test.system.store;
    await tokens.refreshPerson({ ...ann, issuer: 'https://other.example.com', groups: [] });
    await tokens.refreshPerson({ ...ann, subject: 'bob', groups: [] });
    expect(await may(authorization, as([platform]))).toEqual(['inventory.read']);
    await tokens.refreshPerson({ ...ann, groups: ['sales'] });
    expect(await may(authorization, as([platform]))).toEqual([]);
  });

  it("is nothing for a persona's outside the demo", async () => {
    const { authorization } = await createTokenAs(test.system, 'admin');
    expect((await me(authorization, { system: as([platform]) })).status).toBe(401);
  });
});

describe('too much', () => {
  const rotate = (authorization: string) =>
    answerRequest(
      test.system,
      { operation: act, permission: 'secret.rotate', handler: async () => ({}) },
      new Request(`${ORIGIN}/api/act`, {
        method: 'POST',
        headers: { host, authorization, 'content-type': 'application/json' },
        body: '{}',
      }),
      {},
    );

  it('is refused by token, with the time to wait, and costs its person nothing', async () => {
    const [one, other] = [await createTokenAs(test.system, 'operator'), await createTokenAs(test.system, 'operator')];
    const answers = await Promise.all(Array.from({ length: 70 }, () => rotate(one.authorization)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await rotate(other.authorization)).status).toBe(202);
  });
});

describe('a stream', () => {
  it('ends when its token does', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'viewer');
    async function* stream(_: unknown, __: unknown, { refresh }: { refresh: () => Promise<unknown> }) {
      yield {};
      await refresh();
      yield {};
      await endToken(await contextAs(test.system, 'admin'), { id });
      await refresh();
      yield {};
    }
    const answer = await answerRequest(
      test.system,
      { operation: look, permission: 'inventory.read', event: 'seen', stream },
      new Request(`${ORIGIN}/api/look`, { headers: { host, authorization } }),
      {},
    );
    const events = [...(await answer.text()).matchAll(/^event: (\w+)\ndata: (.*)$/gm)];
    expect(events.map(([, name]) => name)).toEqual(['seen', 'seen', 'problem']);
    expect(events[2]?.[2]).toContain('"code":"unauthenticated"');
  });
});
