import { rotateAnswer } from '@/lib/contract/acts';
import { ledgerList } from '@/lib/contract/ledger';
import { problem } from '@/lib/contract/problem';
import { runView } from '@/lib/contract/rotation';
import { createdToken } from '@/lib/contract/tokens';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';

/** In dev, and in staging: the one within the token's reach, the other not. */
const WITHIN = 'dev/payments/db';
const OUTSIDE = 'staging/identity/jwt-signing';

/** As a script asks: the token and nothing else. */
async function ask(token: string, path: string, body?: unknown) {
  const answer = await fetch(new URL(path, testAddress('KEYLEDGER_TEST_URL')), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

test('a token rotates within its reach, on the record as itself and its owner, and nothing outside', async ({
  apiAs,
}) => {
  const admin = await apiAs('admin');
  const where = [{ environments: ['dev'] }];
  const { token, item } = await admin.post(createdToken, '/api/tokens', {
    name: 'nightly rotation',
    permissions: ['inventory.read', 'secret.rotate'],
    where,
  });
  const [within, outside] = [await admin.secret(WITHIN), await admin.secret(OUTSIDE)];
  const reason = `nightly ${item.id}`;

  const begun = await ask(token, `/api/secrets/${within.id}/rotate`, { reason });
  expect(begun.status).toBe(202);
  expect(begun.headers.get('ratelimit-policy')).toBe('"act";q=60;w=60');
  const { runId } = rotateAnswer.parse(begun.json);
  const stateOf = async () => runView.parse((await ask(token, `/api/rotations/${runId}`)).json).state;
  await expect.poll(stateOf, { timeout: 30_000 }).toBe('succeeded');

  // Not in its reach is not there, as for a person; nor is what it may see but was not given.
  const far = await ask(token, `/api/secrets/${outside.id}/rotate`, { reason });
  expect([far.status, problem.parse(far.json).code]).toEqual([404, 'not_found']);
  const reading = { name: 'reads alone', permissions: ['inventory.read'], where };
  const reader = await admin.post(createdToken, '/api/tokens', reading);
  const denied = await ask(reader.token, `/api/secrets/${within.id}/rotate`, { reason });
  expect([denied.status, problem.parse(denied.json).code]).toEqual([403, 'forbidden']);

  const { items } = await admin.get(ledgerList, '/api/ledger?action=secret.rotate&limit=50');
  const of = (id: string) => items.filter(({ actor }) => actor.token?.id === id).toReversed();
  expect(of(item.id).map(({ phase, secret, code }) => [phase, secret?.name, code])).toEqual([
    ['asked', WITHIN, null],
    ['done', WITHIN, null],
    ['refused', undefined, 'not_found'],
  ]);
  expect(of(item.id)[1]).toMatchObject({
    actor: { name: 'Adam Admin', token: { id: item.id, name: 'nightly rotation' } },
    reason,
    detail: { runId, sessionName: `token-${item.id}`, personKnownToAws: true },
  });
  expect(of(reader.item.id)).toMatchObject([{ phase: 'refused', code: 'forbidden', secret: { name: WITHIN } }]);
  for (const { id } of [item, reader.item]) await admin.request.delete(`/api/tokens/${id}`);
});
