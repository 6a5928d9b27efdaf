import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import type { Operation } from '@/lib/contract/operation';
import { problem } from '@/lib/contract/problem';
import { DEMO_ISSUER } from '@/lib/domain/actor';
import { PERMISSIONS } from '@/lib/domain/permission';
import { MOST_STREAMS, RATE_LIMITS, usualBucket, type Bucket, type Counted } from '@/lib/domain/rate-limits';
import { createTokenAs } from '@/lib/http/testing/create-token-as';
import { signInAs } from '@/lib/http/testing/sign-in-as';
import { limits } from '@/lib/runtime/limits';
import type { Answered, Asked } from '@/e2e/trust/world/client';
import { openDoor, type Door } from './testing/open-door';
import { toAbsent } from './testing/to-absent';

let door: Door;
let people: [Asker, Asker];
let tokens: [Asker, Asker];
beforeAll(async () => {
  door = await openDoor();
  people = [await person('one'), await person('other')];
  tokens = [await token(), await token()];
});
afterAll(() => door.stop());
afterEach(() => {
  globalThis.keyledgerLimits = undefined;
});

/** Somebody, with what a request of theirs says, and how they are counted. */
interface Asker {
  by: Counted;
  key: string;
  headers: Record<string, string>;
}

async function person(subject: string): Promise<Asker> {
  const cookie = await signInAs(door.system, 'admin', subject);
  return { by: 'person', key: `${DEMO_ISSUER}|${subject}`, headers: { cookie } };
}
async function token(): Promise<Asker> {
  const { id, authorization } = await createTokenAs(door.system, 'admin');
  return { by: 'token', key: id, headers: { authorization } };
}
const stranger = (address: string): Asker => ({ by: 'address', key: address, headers: { 'x-forwarded-for': address } });

/** Takes what there is of a bucket, as so many requests would. */
function drain(bucket: Bucket, { by, key }: Asker): void {
  while (limits().take(bucket, { by, key }, door.clock.now)?.isTaken);
}

const toAsked = (operation: Operation): Asked => ({
  method: operation.method,
  path: toAbsent(operation),
  ...(operation.method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{"of no":"kind"}' }),
});
const ask = (asked: Asked, { headers }: Asker): Promise<Answered> =>
  door.client.send({ ...asked, headers: { ...asked.headers, ...headers } });

/** Holds a refusal against the limit that it is of; the seconds that it says to wait. */
function expectRefused({ status, headers, text }: Answered, bucket: Bucket, by: Counted): number {
  const most = RATE_LIMITS[bucket][by] ?? 0;
  const wait = Number(headers['retry-after']);
  expect({ status, code: problem.parse(JSON.parse(text)).code }).toEqual({ status: 429, code: 'rate_limited' });
  expect(wait).toBe(Math.ceil(60 / most));
  expect([headers['ratelimit-policy'], headers.ratelimit]).toEqual(
    by === 'token' ? [`"${bucket}";q=${most};w=60`, `"${bucket}";r=0;t=${wait}`] : [undefined, undefined],
  );
  expect(headers['cache-control']).toContain('no-store');
  return wait;
}
const later = (seconds: number): void => {
  door.clock.now = new Date(door.clock.now.getTime() + seconds * 1000);
};

const behindSignIn = EVERY_OPERATION.filter(({ permission }) => permission !== 'anyone');
const byToken = behindSignIn.filter(
  ({ permission, bySessionAlone }) =>
    !bySessionAlone && (permission === 'signed-in' || (permission !== 'anyone' && PERMISSIONS[permission].byToken)),
);

describe('whoever has had their turns of a route', () => {
  const cases = [
    ...behindSignIn.map((operation) => ({ operation, of: () => people, by: 'a person' })),
    ...byToken.map((operation) => ({ operation, of: () => tokens, by: 'a token' })),
  ].map((one) => ({ ...one, id: one.operation.id }));

  it.each(cases)('waits, $by at $id, and nobody else does', async ({ operation, of }) => {
    const bucket = operation.bucket ?? usualBucket(operation.method);
    const [one, other] = of();
    const asked = toAsked(operation);
    const before = await ask(asked, one);
    expect(before.status).not.toBe(429);
    drain(bucket, one);
    const wait = expectRefused(await ask(asked, one), bucket, one.by);
    expect((await ask(asked, other)).status).toBe(before.status);
    later(wait);
    expect((await ask(asked, one)).status).toBe(before.status);
  });
});

describe('apart from the routes', () => {
  it('every bucket of the table has been emptied by a route, or is emptied here', () => {
    const emptied = new Set<Bucket>(behindSignIn.map(({ bucket, method }) => bucket ?? usualBucket(method)));
    const here: Bucket[] = ['refusal', 'stranger', 'signIn', 'logout'];
    expect([...emptied, ...here].toSorted()).toEqual(Object.keys(RATE_LIMITS).toSorted());
  });

  it.each([
    ['a person', () => people],
    ['a token', () => tokens],
  ])('%s who was refused too often waits with whatever they ask', async (_, of) => {
    const [one, other] = of();
    const guess: Asked = { path: `/api/secrets/${'A'.repeat(22)}` };
    expect((await ask(guess, one)).status).toBe(404);
    drain('refusal', one);
    for (const asked of [guess, { path: '/api/me' }, { path: '/api/scopes' }])
      later(expectRefused(await ask(asked, one), 'refusal', one.by) - 1);
    expect((await ask({ path: '/api/me' }, other)).status).toBe(200);
    later(1);
    expect((await ask({ path: '/api/me' }, one)).status).toBe(200);
  });

  it.each([
    ['what is open to anyone', '/api/health', {}, 200],
    ['no session', '/api/me', {}, 401],
    ['a forged session', '/api/me', { cookie: 'keyledger.session=forged' }, 401],
    ['a forged token', '/api/me', { authorization: 'Bearer klt_AAAAAAAAAAA_A' }, 401],
    ['the form of sign-in', '/api/auth/csrf', {}, 200],
  ])('an address that has had its turns waits with %s', async (_, path, said, status) => {
    const [one, other] = [stranger('203.0.113.7'), stranger('203.0.113.8')];
    const asked: Asked = { path, headers: said };
    expect((await ask(asked, one)).status).toBe(status);
    drain('stranger', one);
    const wait = expectRefused(await ask(asked, one), 'stranger', 'address');
    expect((await ask(asked, other)).status).toBe(status);
    // Who is known is not counted by an address that others share.
    expect((await ask({ path: '/api/me', headers: people[0].headers }, one)).status).toBe(200);
    later(wait);
    expect((await ask(asked, one)).status).toBe(status);
  });

  it.each<[string, Bucket, Asked]>([
    ["a provider's answers", 'signIn', { path: '/api/auth/callback/corp?code=x&state=x' }],
    [
      "a provider's words of who left",
      'logout',
      {
        method: 'POST',
        path: '/api/auth/backchannel/corp',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'logout_token=x',
      },
    ],
  ])('%s are limited by address, whatever else comes from it', async (_, bucket, asked) => {
    const [one, other] = [stranger('203.0.113.9'), stranger('203.0.113.10')];
    const { status } = await ask(asked, one);
    drain(bucket, one);
    const wait = expectRefused(await ask(asked, one), bucket, 'address');
    expect((await ask({ path: '/api/auth/csrf' }, one)).status).toBe(200);
    expect((await ask(asked, other)).status).toBe(status);
    later(wait);
    expect((await ask(asked, one)).status).toBe(status);
  });

  it('streams are as many as are open, and one that ends makes room', async () => {
    const [one, other] = people;
    const free = Array.from({ length: MOST_STREAMS }, () => limits().streams.take(one.key));
    const download: Asked = { path: '/api/ledger/export' };
    const refused = await ask(download, one);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '10']);
    expect((await ask(download, other)).status).toBe(200);
    free[0]?.();
    expect((await ask(download, one)).status).toBe(200);
  });
});
