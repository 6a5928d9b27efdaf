import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { hostileText } from '@/e2e/trust/fuzz/texts';
import type { Asked } from '@/e2e/trust/world/client';
import { Limits } from '@/lib/runtime/limits';
import { openDoor, type Door } from './testing/open-door';

let door: Door;
beforeAll(async () => {
  globalThis.keyledgerLimits = new Limits(1000);
  door = await openDoor();
});
afterAll(() => door.stop());

const REQUESTS = process.env.KEYLEDGER_LONG === '1' ? 10_000 : 300;
const FIELDS = 'callbackUrl persona json code state error redirect logout_token iss id_token csrfToken'.split(' ');
const PATHS = 'signin signin/demo signin/corp signout callback/demo callback/corp csrf session providers error'.split(
  ' ',
);
const COOKIES = 'session callback csrf pkce state nonce fresh left'.split(' ');

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PATHS, 'verify-request', 'backchannel/corp', '_log') },
  fc.tuple(fc.constantFrom(...PATHS), hostileText()).map(([first, rest]) => `${first}/x${encoded(rest)}`),
  // Dot segments lead elsewhere, and an empty one to no route.
  hostileText()
    .filter((text) => !/^\.{0,2}$/.test(text))
    .map(encoded),
);
const fields = fc
  .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...FIELDS) }, hostileText()), hostileText()), {
    maxLength: 5,
  })
  .map((pairs) => pairs.map(([name, value]) => `&${encoded(name)}=${encoded(value)}`).join(''));
const FORM = 'application/x-www-form-urlencoded';
/** `csrf`: as the form of sign-in has it, so that what follows it is read. */
const requestOf = (csrf: { token: string; cookie: string }): fc.Arbitrary<Asked> =>
  fc
    .record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('GET', 'POST') },
        fc.constantFrom('HEAD', 'PUT', 'DELETE'),
      ),
      path,
      query: fields,
      form: fields,
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant(FORM) },
        fc.constantFrom('application/json', '', 'text/plain'),
      ),
      cookies: fc.array(fc.tuple(fc.constantFrom(...COOKIES), hostileText()), { maxLength: 2 }),
      isOurs: fc.boolean(),
    })
    .map(({ method, path: at, query, form, type, cookies, isOurs }) => ({
      method,
      path: `/api/auth/${at}?${query.slice(1)}`,
      headers: {
        'content-type': type,
        cookie: [
          ...(isOurs ? [csrf.cookie] : []),
          ...cookies.map(([name, value]) => `keyledger.${name}=${encoded(value)}`),
        ].join('; '),
      },
      ...(method === 'POST' && { body: `${isOurs ? `csrfToken=${csrf.token}` : ''}${form}` }),
    }));

it('sign-in answers strangers without a fault, and sends nobody elsewhere, whatever it is sent', async () => {
  const { headers, text } = await door.client.send({ path: '/api/auth/csrf' });
  const cookie = (headers['set-cookie'] ?? []).toString().split(';')[0] ?? '';
  const csrf = { cookie, token: z.object({ csrfToken: z.string() }).parse(JSON.parse(text)).csrfToken };
  const seen = new Set<number>();
  const property = fc.asyncProperty(requestOf(csrf), async (asked) => {
    const answered = await door.client.send(asked);
    seen.add(answered.status);
    expect(answered.status).toBeLessThan(500);
    expect(answered.headers['cache-control']).toContain('no-store');
    const url = /"url":"([^"]*)"/.exec(answered.text)?.[1] ?? '';
    for (const address of [String(answered.headers.location ?? ''), url])
      expect(new URL(address, door.url).origin).toBe(door.url);
  });
  await fc.assert(property, { numRuns: REQUESTS, endOnFailure: true });
  expect([...seen]).toEqual(expect.arrayContaining([200, 302, 400, 404]));
});
