import { expect, test } from 'vitest';
import type { MatrixSecret } from '@/lib/contract/matrix-list';
import { factsOf } from './matrix-words';

const secret: MatrixSecret = {
  id: 'A'.repeat(22),
  name: 'prod/payments/db',
  account: '111122223333',
  accountName: 'payments-prod',
  region: 'eu-west-1',
  rotation: {
    state: 'healthy',
    reason: '',
    since: null,
    step: null,
    enabled: true,
    lastRotatedAt: null,
    nextRotationAt: null,
  },
  schedule: 'every 30 days',
  keyKind: 'default',
  owner: null,
  owningService: null,
  type: null,
  deletion: null,
};
const said = (facts: ReturnType<typeof factsOf>) => facts.map(({ words, differs }) => (differs ? `${words}!` : words));

test('a cell says interval and key, and marks what its row differs in', () => {
  expect(said(factsOf(secret, new Set()))).toEqual(['every 30 days', 'default key']);
  expect(said(factsOf(secret, new Set(['interval', 'owner'])))).toEqual(['every 30 days!', 'default key', 'no owner!']);
  const off = { ...secret, rotation: { ...secret.rotation, enabled: false } };
  expect(said(factsOf(off, new Set(['rotation'])))).toEqual(['rotation off!', 'default key']);
});
