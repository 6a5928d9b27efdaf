import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation, reading } from '@/lib/contract/operation';
import { requestSyncOperation } from '@/lib/contract/operations/acts';
import { exportLedgerOperation } from '@/lib/contract/operations/ledger';
import { getSecretOperation } from '@/lib/contract/operations/secrets';
import { problem } from '@/lib/contract/problem';
import { notFound } from '@/lib/domain/errors';
import { EVERYTHING, type Persona } from '@/lib/domain/grant';
import { RATE_LIMITS } from '@/lib/domain/rate-limits';
import type { System } from '@/lib/runtime/system';
import { answerRequest } from './answer-request';
import { createTokenAs } from './testing/create-token-as';
import { signInAs } from './testing/sign-in-as';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const { host } = new URL(ORIGIN);
const look = operation({
  ...reading,
  id: 'look',
  path: '/api/look',
  summary: 'Looks',
  permission: 'inventory.read',
  answer: z.strictObject({}),
});

let test: TestSystem;
let system: System;
/** Stands still, so that nothing comes back while a bucket is emptied. */
let now = new Date();
beforeAll(async () => {
  test = await startTestSystem();
  system = { ...test.system, now: () => now };
});
afterAll(() => test.stop());
afterEach(() => {
  globalThis.keyledgerLimits = undefined;
  now = new Date(now.getTime() + 120_000);
});

interface Sent {
  authorization?: string;
  cookie?: string;
  origin?: string;
  'content-type'?: string;
  'x-forwarded-for'?: string;
}
const tokenOf = async (persona: Persona): Promise<Sent> => ({
  authorization: (await createTokenAs(system, persona)).authorization,
});
const ask = (sent: Sent, path = '/api/look', init: RequestInit = {}) =>
  new Request(`${ORIGIN}${path}`, { headers: { host, ...sent }, ...init });
const looks = (sent: Sent) =>
  answerRequest(system, { operation: look, permission: 'inventory.read', handler: async () => ({}) }, ask(sent), {});
const guesses = (sent: Sent, id: string) =>
  answerRequest(
    system,
    { operation: getSecretOperation, permission: 'inventory.read', handler: () => Promise.reject(notFound('secret')) },
    ask(sent, `/api/secrets/${id}`),
    { id },
  );
const syncs = (sent: Sent) =>
  answerRequest(
    system,
    { operation: requestSyncOperation, permission: 'scope.sync', handler: async () => ({ scopes: [] }) },
    ask({ 'content-type': 'application/json', ...sent }, '/api/sync', { method: 'POST', body: '{}' }),
    {},
  );
const told = ({ status, headers }: Response) => ({
  status,
  policy: headers.get('ratelimit-policy'),
  left: headers.get('ratelimit'),
  retryAfter: headers.get('retry-after'),
});
const statuses = async (most: number, one: () => Promise<Response>): Promise<Set<number>> => {
  const seen = new Set<number>();
  for (let index = 0; index < most; index += 1) seen.add((await one()).status);
  return seen;
};

describe('what a token is told of its limit', () => {
  it('is what is left, and in how many seconds there is more', async () => {
    const { authorization } = await createTokenAs(system, 'operator');
    expect(told(await looks({ authorization }))).toEqual({
      status: 200,
      policy: '"read";q=6000;w=60',
      left: '"read";r=5999;t=1',
      retryAfter: null,
    });
    expect(told(await syncs({ authorization }))).toMatchObject({
      policy: '"refresh";q=15;w=60',
      left: '"refresh";r=14;t=4',
    });
  });

  it('is beside the refusal too, which says when to come back', async () => {
    const { authorization } = await createTokenAs(system, 'operator');
    expect(await statuses(RATE_LIMITS.refresh.token, () => syncs({ authorization }))).toEqual(new Set([202]));
    const refused = await syncs({ authorization });
    expect(told(refused)).toEqual({
      status: 429,
      policy: '"refresh";q=15;w=60',
      left: '"refresh";r=0;t=4',
      retryAfter: '4',
    });
    expect(problem.parse(await refused.json()).code).toBe('rate_limited');
    now = new Date(now.getTime() + 4000);
    expect((await syncs({ authorization })).status).toBe(202);
  });

  it('is nothing to a browser, nor to who is no token', async () => {
    const cookie = await signInAs(system, 'operator');
    expect(told(await looks({ cookie }))).toMatchObject({ status: 200, policy: null, left: null });
    expect(told(await looks({ authorization: 'Bearer none' }))).toMatchObject({
      status: 401,
      policy: null,
      left: null,
    });
  });
});

describe('a limit', () => {
  it('is of one token, and not of its person, nor of their other tokens', async () => {
    const [one, other] = [await tokenOf('operator'), await tokenOf('operator')];
    const cookie = await signInAs(system, 'operator');
    await statuses(RATE_LIMITS.refresh.token + 1, () => syncs(one));
    expect((await syncs(other)).status).toBe(202);
    expect((await syncs({ cookie, origin: ORIGIN })).status).toBe(202);
    expect((await looks(one)).status).toBe(200);
  });

  it('is of a person over all their sessions', async () => {
    const cookies = [await signInAs(system, 'admin'), await signInAs(system, 'admin')];
    let turn = 0;
    const next = () => syncs({ cookie: cookies[(turn += 1) % 2] ?? '', origin: ORIGIN });
    expect(await statuses(RATE_LIMITS.refresh.person, next)).toEqual(new Set([202]));
    expect((await next()).status).toBe(429);
  });

  it('holds for who may not do it at all, before anything is written down', async () => {
    const { id, authorization } = await createTokenAs(system, 'viewer');
    const exports = () =>
      answerRequest(
        system,
        { operation: exportLedgerOperation, permission: 'ledger.read', handler: async () => '' },
        ask({ authorization }, '/api/ledger/export'),
        {},
      );
    expect(await statuses(RATE_LIMITS.export.token, exports)).toEqual(new Set([403]));
    expect(await statuses(20, exports)).toEqual(new Set([429]));
    await system.store.ledger.flushRefusals(new Date(now.getTime() + 120_000));
    const entries = await system.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null });
    const refused = entries.filter(({ actor, phase }) => actor.token?.id === id && phase === 'refused');
    expect(refused.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([1, RATE_LIMITS.export.token - 1]);
  });

  it('of refusals makes who guesses wait with whatever they ask', async () => {
    const guesser = await tokenOf('viewer');
    const guess = () => guesses(guesser, 'a'.repeat(22));
    expect(await statuses(RATE_LIMITS.refusal.token, guess)).toEqual(new Set([404]));
    expect(told(await guess())).toMatchObject({ status: 429, policy: '"refusal";q=300;w=60', retryAfter: '1' });
    expect((await looks(guesser)).status).toBe(429);
    expect((await looks(await tokenOf('viewer'))).status).toBe(200);
    now = new Date(now.getTime() + 1000);
    expect((await looks(guesser)).status).toBe(200);
  });

  it('of strangers is of a network: an IPv6 customer has one, whatever address they take', async () => {
    const most = RATE_LIMITS.stranger.address;
    let turn = 0;
    const next = (authorization: string) =>
      looks({ authorization, 'x-forwarded-for': `2001:db8:1:2::${(turn += 1).toString(16)}` });
    expect(await statuses(most, () => next('Bearer none'))).toEqual(new Set([401]));
    expect((await next('Bearer none')).status).toBe(429);
    expect((await looks({ authorization: 'Bearer none', 'x-forwarded-for': '2001:db8:1:3::1' })).status).toBe(401);
    expect((await next((await createTokenAs(system, 'viewer')).authorization)).status).toBe(200);
  });
});
