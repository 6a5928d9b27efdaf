import { expect, it } from 'vitest';
import { describeTarget } from './ledger-words';

it('what a file told otherwise is not said to be edited, which it need not be', () => {
  const scope = '111122223333:eu-west-1';
  expect(describeTarget({ scope, events: 12 })).toBe(`12 events in ${scope} that a file told otherwise`);
  expect(describeTarget({ scope, events: 1 })).toBe(`1 event in ${scope} that a file told otherwise`);
});

it('a review is told by what it is of, and a reader of it by its principal', () => {
  const period = { review: 'A'.repeat(22), from: '2026-01-01', to: '2026-03-31' };
  expect(describeTarget({ ...period, service: 'payments', environment: 'prod' })).toBe(
    'payments in prod, 2026-01-01 to 2026-03-31',
  );
  // The secret stands in a column of its own.
  expect(describeTarget(period)).toBe('2026-01-01 to 2026-03-31');
  expect(describeTarget({ ...period, principal: 'arn:aws:iam::1:role/a', done: false })).toBe(
    'arn:aws:iam::1:role/a, not done after all',
  );
});
