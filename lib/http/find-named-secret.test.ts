import { afterAll, beforeAll, expect, it } from 'vitest';
import { revealSecretOperation } from '@/lib/contract/operations/acts';
import type { Persona } from '@/lib/domain/grant';
import { EVERYTHING } from '@/lib/domain/grant';
import { revealSecret } from '@/lib/services/reveal-secret';
import { makeSecret } from '@/lib/store/testing/make-secret';
import { applyListing } from '@/lib/store/testing/test-store';
import { answerRequest } from './answer-request';
import { signInAs } from './testing/sign-in-as';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const secret = makeSecret({ name: 'prod/billing/db', accountId: '111111111111', environment: 'prod' });
let test: TestSystem;
beforeAll(async () => {
  test = await startTestSystem();
  await test.system.store.scopes.configure(test.system.scopes);
  await applyListing(test.system.store, '111111111111:eu-west-1', [secret]);
});
afterAll(() => test.stop());

const reveal = async (persona: Persona, id: string) =>
  answerRequest(
    test.system,
    {
      operation: revealSecretOperation,
      permission: 'secret.reveal',
      handler: (ctx, { params, body, idempotencyKey }) => revealSecret(ctx, { ...params, input: body, idempotencyKey }),
    },
    new Request(`${ORIGIN}/api/secrets/${id}/reveal`, {
      method: 'POST',
      headers: { host: new URL(ORIGIN).host, origin: ORIGIN, cookie: await signInAs(test.system, persona) },
      body: '{"mode":"whole"}',
    }),
    { id },
  );

it('the ledger knows which secret somebody without the permission was refused', async () => {
  expect((await reveal('viewer', secret.id)).status).toBe(403);
  expect((await reveal('auditor', 'AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(403);
  expect((await reveal('auditor', "'; drop table")).status).toBe(403);
  const entries = await test.system.store.ledger.list(EVERYTHING, { phase: ['refused'], limit: 9, beforeSeq: null });
  expect(entries.map((entry) => [entry.actor.id, entry.action, entry.secret?.name ?? null])).toEqual([
    ['demo|auditor', 'secret.reveal', null],
    ['demo|viewer', 'secret.reveal', 'prod/billing/db'],
  ]);
});
