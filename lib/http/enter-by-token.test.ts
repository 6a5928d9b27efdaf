import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { acting, operation } from '@/lib/contract/operation';
import { revealSecretOperation } from '@/lib/contract/operations/acts';
import { listSavedViewsOperation } from '@/lib/contract/operations/saved-views';
import { listSecretsOperation } from '@/lib/contract/operations/secrets';
import { getMeOperation, listMySessionsOperation } from '@/lib/contract/operations/system';
import { problem } from '@/lib/contract/problem';
import type { Persona } from '@/lib/domain/grant';
import { EVERYTHING } from '@/lib/domain/grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { System } from '@/lib/runtime/system';
import { getMe } from '@/lib/services/get-me';
import { listSecrets } from '@/lib/services/list-secrets';
import { makeSecret } from '@/lib/store/testing/make-secret';
import { applyListing } from '@/lib/store/testing/test-store';
import { answerRequest } from './answer-request';
import { answerSignIn } from './sign-in-route';
import { createTokenAs } from './testing/create-token-as';
import { PROVIDER } from './testing/provider';
import { signInAs } from './testing/sign-in-as';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const { host } = new URL(ORIGIN);
const act = operation({
  ...acting,
  id: 'act',
  path: '/api/act',
  summary: 'Acts',
  permission: 'secret.rotate',
  body: z.strictObject({}),
  answer: z.strictObject({}),
  status: 202,
});

let test: TestSystem;
const account = '111111111111';
const named = (name: string, environment: string, team: string) =>
  makeSecret({ name, environment, accountId: account, tags: { team } });
beforeAll(async () => {
  test = await startTestSystem();
  const { store, scopes } = test.system;
  await store.scopes.configure(scopes);
  await applyListing(store, `${account}:eu-west-1`, [
    named('prod/payments/db', 'prod', 'payments'),
    named('dev/payments/db', 'dev', 'payments'),
    named('dev/billing/db', 'dev', 'billing'),
  ]);
});
afterAll(() => test.stop());

type Sent = Record<string, string>;
const send = (system: System, path: string, headers: Sent, init: RequestInit = {}) =>
  new Request(`${ORIGIN}${path}`, { headers: { host, ...headers }, ...init });
const me = (headers: Sent, { system = test.system, path = '/api/me' } = {}) =>
  answerRequest(
    system,
    { operation: getMeOperation, permission: 'signed-in', handler: (ctx) => getMe(ctx) },
    send(system, path, headers),
    {},
  );
const secrets = (headers: Sent) =>
  answerRequest(
    test.system,
    {
      operation: listSecretsOperation,
      permission: 'inventory.read',
      handler: (ctx, { query }) => listSecrets(ctx, query),
    },
    send(test.system, '/api/secrets', headers),
    {},
  );
const rotate = (headers: Sent) =>
  answerRequest(
    test.system,
    { operation: act, permission: 'secret.rotate', handler: async () => ({}) },
    send(test.system, '/api/act', { 'content-type': 'application/json', ...headers }, { method: 'POST', body: '{}' }),
    {},
  );
const namesIn = async (response: Response) =>
  listSecretsOperation.answer.parse(await response.json()).items.map(({ name }) => name);
const refused = async (response: Response) => {
  const { code, detail } = problem.parse(await response.json());
  return { status: response.status, code, detail, challenge: response.headers.get('www-authenticate') };
};
const about = async (tokenId: string): Promise<LedgerEntry[]> => {
  const all = await test.system.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null });
  return all.filter(({ actor }) => actor.token?.id === tokenId).toReversed();
};
const DEAD = {
  status: 401,
  code: 'unauthenticated',
  detail: 'This is no token that is valid here.',
  challenge: 'Bearer error="invalid_token"',
};

it('a token ends with the provider that vouched for its person, and its use is noted', async () => {
  const person = {
    issuer: 'https://id.example',
    subject: 'u1',
    name: 'Una',
    email: null,
    persona: null,
    groups: [],
    claims: {},
  };
  const { id, authorization } = await createTokenAs(test.system, 'viewer', { person });
  const statements: GrantStatement[] = [
    { who: { kind: 'anyone' }, grants: [{ permission: 'inventory.read', effect: 'allow', where: {} }] },
  ];
  const under = (issuers: string[]) => {
    const providers = issuers.map((issuer) => ({ ...PROVIDER, issuer }));
    return { ...test.system, auth: { ...test.system.auth, demo: false, statements, providers } };
  };
  expect((await me({ authorization }, { system: under([person.issuer]) })).status).toBe(200);
  expect(await refused(await me({ authorization }, { system: under(['https://other.example']) }))).toEqual(DEAD);
  await expect
    .poll(async () => (await about(id)).at(-1)?.detail)
    .toMatchObject({ why: "its person's provider left the configuration" });
  // The demo's personas are somebody in the demo alone.
  const { authorization: ofPersona } = await createTokenAs(test.system, 'admin');
  expect(await refused(await me({ authorization: ofPersona }, { system: under([person.issuer]) }))).toEqual(DEAD);
});

describe('a token', () => {
  it('acts as its person, and says so', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'owner', { name: 'ci' });
    const answer = getMeOperation.answer.parse(await (await me({ authorization })).json());
    expect(answer).toMatchObject({ id: 'demo|owner', session: null, token: { id, name: 'ci' } });
    expect(answer.may).toEqual([
      'inventory.read',
      'history.read',
      'secret.rotate',
      'secret.recover',
      'secret.diagnose',
      'secret.annotate',
      'scope.sync',
    ]);
  });

  it('sees what its person sees, and less where it is narrowed', async () => {
    const seen = async (persona: Persona, change = {}) =>
      namesIn(await secrets({ authorization: (await createTokenAs(test.system, persona, change)).authorization }));
    expect(await seen('viewer')).toEqual(['dev/billing/db', 'dev/payments/db', 'prod/payments/db']);
    expect(await seen('owner')).toEqual(['dev/payments/db', 'prod/payments/db']);
    expect(await seen('owner', { where: [{ environments: ['dev'] }] })).toEqual(['dev/payments/db']);
    expect(await seen('owner', { where: [{ tag: { key: 'team', value: 'billing' } }] })).toEqual([]);
    expect(
      await seen('viewer', { where: [{ namePrefix: 'prod/' }, { tag: { key: 'team', value: 'billing' } }] }),
    ).toEqual(['dev/billing/db', 'prod/payments/db']);
  });

  it('decides where a cookie is sent as well, also where it is none', async () => {
    const cookie = await signInAs(test.system, 'admin');
    const { authorization } = await createTokenAs(test.system, 'viewer');
    const answer = getMeOperation.answer.parse(await (await me({ authorization, cookie })).json());
    expect(answer.id).toBe('demo|viewer');
    expect(await refused(await me({ authorization: 'Bearer x', cookie }))).toEqual(DEAD);
    expect(await refused(await rotate({ authorization: 'Basic x', cookie, origin: ORIGIN }))).toEqual(DEAD);
  });

  it('changes things without an Origin, which nobody else does', async () => {
    const { authorization } = await createTokenAs(test.system, 'operator');
    expect((await rotate({ authorization })).status).toBe(202);
    expect((await refused(await rotate({ cookie: await signInAs(test.system, 'operator') }))).code).toBe('forbidden');
  });

  it('may only what it was given', async () => {
    const { authorization } = await createTokenAs(test.system, 'admin', { permissions: ['inventory.read'] });
    expect((await secrets({ authorization })).status).toBe(200);
    expect(await refused(await rotate({ authorization }))).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('never reveals, whoever it acts as, and that is in the ledger with the token', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'admin', { name: 'ci' });
    const handler = vi.fn<() => Promise<never>>();
    const path = `/api/secrets/${'a'.repeat(22)}/reveal`;
    const request = send(
      test.system,
      path,
      { authorization, 'content-type': 'application/json' },
      {
        method: 'POST',
        body: '{"mode":"whole"}',
      },
    );
    const definition = { operation: revealSecretOperation, permission: 'secret.reveal', handler } as const;
    const answer = await refused(await answerRequest(test.system, definition, request, { id: 'a'.repeat(22) }));
    expect(answer).toMatchObject({ status: 403, detail: 'An API token may never reveal a value: sign in.' });
    expect(handler).not.toHaveBeenCalled();
    expect((await about(id)).at(-1)).toMatchObject({
      action: 'secret.reveal',
      phase: 'refused',
      actor: { id: 'demo|admin', name: 'Adam Admin', token: { id, name: 'ci' } },
    });
    expect((await test.system.store.ledger.verify()).brokenAt).toBeNull();
  });

  it("is told nothing of its person's sessions", async () => {
    const { id, authorization } = await createTokenAs(test.system, 'admin');
    const handler = vi.fn<() => Promise<never>>();
    const definition = { operation: listMySessionsOperation, permission: 'signed-in', handler } as const;
    const request = send(test.system, '/api/me/sessions', { authorization });
    expect(await refused(await answerRequest(test.system, definition, request, {}))).toMatchObject({ status: 403 });
    expect(handler).not.toHaveBeenCalled();
    expect((await about(id)).at(-1)).toMatchObject({ action: 'session.end', phase: 'refused' });
  });

  it('has no saved views, and the ledger does not say that it tried to end a session', async () => {
    const { id, authorization } = await createTokenAs(test.system, 'admin');
    const handler = vi.fn<() => Promise<never>>();
    const definition = { operation: listSavedViewsOperation, permission: 'inventory.read', handler } as const;
    const request = send(test.system, '/api/views', { authorization });
    expect(await refused(await answerRequest(test.system, definition, request, {}))).toMatchObject({ status: 403 });
    expect(handler).not.toHaveBeenCalled();
    expect((await about(id)).at(-1)).toMatchObject({
      action: 'inventory.read',
      phase: 'refused',
      detail: { why: 'GET /api/views' },
    });
  });

  it('signs nobody in or out', async () => {
    const { authorization } = await createTokenAs(test.system, 'admin');
    const cookie = await signInAs(test.system, 'admin');
    for (const [segment, method] of [
      ['csrf', 'GET'],
      ['signout', 'POST'],
    ] as const) {
      const request = send(test.system, `/api/auth/${segment}`, { authorization, cookie }, { method });
      expect(await refused(await answerSignIn(test.system, request, [segment]))).toEqual(DEAD);
    }
    expect((await me({ cookie })).status).toBe(200);
  });
});

describe('a token that is none', () => {
  it('of whatever kind gets one answer', async () => {
    const expired = await createTokenAs(test.system, 'admin', {
      createdAt: new Date(Date.now() - 20_000),
      expiresAt: new Date(Date.now() - 1),
    });
    const ended = await createTokenAs(test.system, 'admin', { endedAt: new Date(), endedBy: 'somebody' });
    const unknown = await createTokenAs(
      {
        ...test.system,
        store: { ...test.system.store, tokens: { ...test.system.store.tokens, create: async () => {} } },
      },
      'admin',
    );
    const live = await createTokenAs(test.system, 'admin');
    const wrongSecret = live.text.slice(0, 17) + (await createTokenAs(test.system, 'admin')).text.slice(17);
    for (const authorization of [
      expired.authorization,
      ended.authorization,
      unknown.authorization,
      `Bearer ${wrongSecret}`,
    ])
      expect(await refused(await me({ authorization }))).toEqual(DEAD);
  });

  it.each([
    ['nothing', ''],
    ['the scheme alone', 'Bearer'],
    ['another scheme', 'Basic a2x0Og=='],
    ['very much', `Bearer ${'a'.repeat(8000)}`],
    ['very many spaces', `Bearer${' '.repeat(8000)}x`],
    ['two tokens', 'Bearer klt_a, Bearer klt_b'],
    ['letters of Latin-1', 'Bearer klt_é'],
    ['a prototype', 'Bearer __proto__'],
    ['SQL', "Bearer klt_' or 1=1 --"],
    ['a tab', 'Bearer\tklt_x'],
  ])('is refused: %s', async (_, authorization) => {
    expect(await refused(await me({ authorization }))).toEqual(DEAD);
    expect(await refused(await me({ authorization, cookie: await signInAs(test.system, 'admin') }))).toEqual(DEAD);
  });

  it('is one that lives under a scheme in any case, and with spaces behind it', async () => {
    const { text } = await createTokenAs(test.system, 'viewer');
    for (const authorization of [`bearer ${text}`, `BEARER  ${text}`, `Bearer ${text}  `])
      expect((await me({ authorization })).status, authorization).toBe(200);
    for (const authorization of [`Bearer ${text}x`, `Bearer ${text} x`, `Bearer x${text}`, text])
      expect(await refused(await me({ authorization })), authorization).toEqual(DEAD);
  });
});
