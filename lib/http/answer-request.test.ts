import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { problem } from '@/lib/contract/problem';
import { acting, operation, reading } from '@/lib/contract/operation';
import { secretItem } from '@/lib/contract/secret-item';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { LedgerQuery } from '@/lib/domain/ports/act-stores';
import { answerRequest } from './answer-request';
import { signInAs } from './testing/sign-in-as';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';
import { checkAnswer, toAnswer } from './to-answer';

const listThings = operation({
  ...reading,
  id: 'listThings',
  path: '/api/things',
  summary: 'Things',
  permission: 'ledger.read',
  query: z.strictObject({ limit: z.coerce.number().int().max(5).default(2) }),
  answer: z.strictObject({ limit: z.number() }),
});
const doThing = operation({
  ...acting,
  id: 'doThing',
  path: '/api/things/{id}/do',
  summary: 'Does a thing',
  permission: 'secret.rotate',
  params: z.strictObject({ id: z.string().regex(/^t\d$/) }),
  body: z.strictObject({ reason: z.string().max(20) }),
  answer: z.strictObject({ done: z.string(), key: z.string().optional() }),
  status: 202,
});

let test: TestSystem;
let admin: string;
let viewer: string;
beforeAll(async () => {
  test = await startTestSystem();
  [admin, viewer] = [await signInAs(test.system, 'admin'), await signInAs(test.system, 'viewer')];
});
afterAll(() => test.stop());

const handler = vi.fn<() => Promise<{ limit: number }>>(async () => ({ limit: 1 }));
const { host } = new URL(ORIGIN);
const get = (query: string, headers: Record<string, string>) =>
  answerRequest(
    test.system,
    { operation: listThings, permission: 'ledger.read', handler },
    new Request(`${ORIGIN}/api/things${query}`, { headers: { host, ...headers } }),
    {},
  );
const ours = { origin: ORIGIN, 'content-type': 'application/json' };
const post = (headers: Record<string, string>, body = '{"reason":"why"}', id = 't1') =>
  answerRequest(
    test.system,
    {
      operation: doThing,
      permission: 'secret.rotate',
      handler: async (_, { params, body: { reason }, idempotencyKey }) => {
        if (reason === 'crash') throw new Error('CANARY-1 in a message');
        if (reason === 'throttle') throw new AppError('throttled', 'Slow.', { cause: new Error('CANARY-1') });
        return { done: params.id + reason, ...(idempotencyKey && { key: idempotencyKey }) };
      },
    },
    new Request(`${ORIGIN}/api/things/${id}/do`, { method: 'POST', headers: { host, ...headers }, body }),
    { id },
  );
const codeOf = async (response: Response) => {
  const body = problem.parse(await response.json());
  expect(body.requestId).toBe(response.headers.get('x-request-id'));
  expect(body.status).toBe(response.status);
  return body.code;
};

describe('the order at the door', () => {
  it('begins with the host, before anything else is believed', async () => {
    expect(await codeOf(await get('?nope=1', { host: 'evil.example', cookie: admin }))).toBe('invalid');
  });

  it('asks a change where it comes from before it asks who', async () => {
    expect(await codeOf(await post({}))).toBe('forbidden');
    expect(await codeOf(await post({ origin: 'http://evil.example', cookie: admin }))).toBe('forbidden');
  });

  it('tells strangers nothing of what they sent', async () => {
    for (const response of [await get('?nope=1', {}), await post(ours, 'no json', 'no id')])
      expect(await codeOf(response)).toBe('unauthenticated');
    expect(handler).not.toHaveBeenCalled();
  });

  it('takes no token, not even together with a session', async () => {
    expect(await codeOf(await get('', { cookie: admin, authorization: 'Bearer x' }))).toBe('unauthenticated');
  });

  it('refuses whoever holds the permission nowhere before it reads their input, and writes it down', async () => {
    expect(await codeOf(await get('?nope=1', { cookie: viewer }))).toBe('forbidden');
    expect(await codeOf(await post({ ...ours, cookie: viewer }, 'no json'))).toBe('forbidden');
    const refused = await test.system.store.ledger.list(EVERYTHING, { phase: ['refused'], limit: 10, beforeSeq: null });
    expect(refused.map(({ action, code, actor }) => [action, code, actor.id])).toEqual([
      ['secret.rotate', 'forbidden', 'demo|viewer'],
      ['ledger.read', 'forbidden', 'demo|viewer'],
    ]);
  });

  it('reads input last, and says what is wrong with it', async () => {
    expect(await codeOf(await get('?limit=6', { cookie: admin }))).toBe('invalid');
    expect(await codeOf(await post({ ...ours, cookie: admin }, '{"reason":1}'))).toBe('invalid');
    expect(await codeOf(await post({ ...ours, cookie: admin }, '{}', 'no id'))).toBe('not_found');
    expect(await codeOf(await post({ ...ours, cookie: admin, 'idempotency-key': 'short' }))).toBe('invalid');
    expect(await codeOf(await post({ ...ours, cookie: admin, 'content-type': 'text/plain' }))).toBe('invalid');
    expect(await codeOf(await post({ ...ours, cookie: admin }, `{"reason":"${'a'.repeat(20_000)}"}`))).toBe(
      'too_large',
    );
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('an answer', () => {
  it('is what the verb said, kept by nobody', async () => {
    const response = await post({ ...ours, cookie: admin, 'idempotency-key': 'key-12345' });
    expect([response.status, await response.json()]).toEqual([202, { done: 't1why', key: 'key-12345' }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('Cookie');
  });

  it('keeps a tag of any name', async () => {
    const tags = '{"__proto__":"x","team":"a"}';
    const tagged = { id: 'listTags', answer: z.strictObject({ tags: secretItem.shape.tags }) };
    const answer = checkAnswer(tagged, { tags: JSON.parse(tags) }, test.system.log);
    expect(await toAnswer({}, answer, 200, 'r').text()).toBe(`{"tags":${tags}}`);
  });

  it('that holds more than it promised is withheld, and only the place is logged', async () => {
    const leak: object = { limit: 1, value: 'CANARY-1' };
    handler.mockImplementationOnce(async () => ({ limit: 1, ...leak }));
    const response = await get('', { cookie: admin });
    expect(await response.clone().text()).not.toContain('CANARY');
    expect(await codeOf(response)).toBe('internal');
    expect(test.lines.join('')).toContain('unrecognized_keys');
  });

  it('is a problem without foreign words where the verb broke', async () => {
    const crashed = await post({ ...ours, cookie: admin }, '{"reason":"crash"}');
    expect(await crashed.clone().text()).not.toContain('CANARY');
    expect(await codeOf(crashed)).toBe('internal');
    const throttled = await post({ ...ours, cookie: admin }, '{"reason":"throttle"}');
    expect(throttled.headers.get('retry-after')).toBe('5');
    expect(await codeOf(throttled)).toBe('throttled');
  });

  it('leaves a line in the log that names no value, no id and nobody', () => {
    const log = test.lines.join('');
    expect(log).toContain('"route":"/api/things/{id}/do"');
    expect(log).not.toMatch(/CANARY|demo\|admin|"t1"|t1why|keyledger\.session/);
  });
});

describe('a session', () => {
  it('ends at once when it is ended', async () => {
    const cookie = await signInAs(test.system, 'auditor');
    expect((await get('', { cookie })).status).toBe(200);
    const [session] = (await test.system.store.sessions.listLive(new Date(), 3600)).filter(
      ({ persona }) => persona === 'auditor',
    );
    await test.system.store.sessions.revoke(session?.id ?? '', new Date());
    expect(await codeOf(await get('', { cookie }))).toBe('unauthenticated');
  });

  it('ends when nobody used it, and at its end even if somebody did', async () => {
    const { sessionIdleSeconds, sessionSeconds } = test.system.auth;
    const cookie = await signInAs(test.system, 'auditor');
    const later = (seconds: number) => {
      const system = { ...test.system, now: () => new Date(Date.now() + seconds * 1000) };
      const request = new Request(`${ORIGIN}/api/things`, { headers: { host, cookie } });
      return answerRequest(system, { operation: listThings, permission: 'ledger.read', handler }, request, {});
    };
    const idleStep = sessionIdleSeconds - 60;
    for (let at = idleStep; at < sessionSeconds; at += idleStep) expect((await later(at)).status).toBe(200);
    expect(await codeOf(await later(sessionSeconds + 1))).toBe('unauthenticated');
    const unused = await signInAs(test.system, 'auditor');
    const request = new Request(`${ORIGIN}/api/things`, { headers: { host, cookie: unused } });
    const system = { ...test.system, now: () => new Date(Date.now() + (sessionIdleSeconds + 1) * 1000) };
    const definition = { operation: listThings, permission: 'ledger.read', handler } as const;
    expect(await codeOf(await answerRequest(system, definition, request, {}))).toBe('unauthenticated');
  });
});

it('a shorter end that the configuration says now holds for sessions that began before it', async () => {
  const cookie = await signInAs(test.system, 'auditor');
  const ask = (sessionSeconds: number, after: number) => {
    const auth = { ...test.system.auth, sessionSeconds };
    const system = { ...test.system, auth, now: () => new Date(Date.now() + after * 1000) };
    const request = new Request(`${ORIGIN}/api/things`, { headers: { host, cookie } });
    return answerRequest(system, { operation: listThings, permission: 'ledger.read', handler }, request, {});
  };
  expect((await ask(600, 590)).status).toBe(200);
  expect(await codeOf(await ask(600, 601))).toBe('unauthenticated');
  // A longer one lengthens none.
  expect(await codeOf(await ask(10 * test.system.auth.sessionSeconds, test.system.auth.sessionSeconds + 1))).toBe(
    'unauthenticated',
  );
});

describe('a refusal', () => {
  it('by a verb is in the ledger like one at the door', async () => {
    handler.mockImplementationOnce(async () => {
      throw new AppError('forbidden', 'No.', { refused: 'history.read' });
    });
    expect(await codeOf(await get('', { cookie: admin }))).toBe('forbidden');
    const query = { action: ['history.read'], phase: ['refused'], limit: 5, beforeSeq: null } satisfies LedgerQuery;
    const [entry, ...others] = await test.system.store.ledger.list(EVERYTHING, query);
    expect(entry).toMatchObject({ code: 'forbidden', actor: { id: 'demo|admin' }, detail: { why: 'GET /api/things' } });
    expect(others).toEqual([]);
  });
});

describe('too much', () => {
  it('is refused by person and kind, with the time to wait', async () => {
    const cookie = await signInAs(test.system, 'operator');
    const answers = await Promise.all(Array.from({ length: 140 }, () => post({ ...ours, cookie })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post({ ...ours, cookie: admin })).status).toBe(202);
  });
});
