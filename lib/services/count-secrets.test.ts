import { afterAll, beforeAll, expect, test } from 'vitest';
import { COVERED, startListedSecrets, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { daysAgo, makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { countSecrets } from './count-secrets';

const abroad = makeScope(COVERED.accountId, 'us-east-1');
const primary = makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: { team: 'payments' } });
const replica = makeSecret({
  name: 'prod/payments/db',
  environment: 'prod',
  tags: { team: 'payments' },
  region: abroad.region,
  primaryRegion: COVERED.region,
});
const gone = makeSecret({
  name: 'dev/search/old',
  environment: 'dev',
  deletedAt: daysAgo(2),
  tags: { team: 'search' },
});

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([primary, gone]);
  await listed.ctx.store.scopes.configure([COVERED, abroad]);
  await listed.apply(abroad, [replica]);
});
afterAll(() => listed.stop());

test('a replica is no secret of its own, one that is pending deletion is', async () => {
  expect(await countSecrets(listed.as('admin'))).toBe(2);
});

test('an owner is told of no more than they may see', async () => {
  expect(await countSecrets(listed.as('owner'))).toBe(1);
});
