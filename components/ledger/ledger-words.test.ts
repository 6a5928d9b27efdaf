import { expect, it } from 'vitest';
import { describeTarget } from './ledger-words';

it('what a file told otherwise is not said to be edited, which it need not be', () => {
  const scope = '111122223333:eu-west-1';
  expect(describeTarget({ scope, events: 12 })).toBe(`12 events in ${scope} that a file told otherwise`);
  expect(describeTarget({ scope, events: 1 })).toBe(`1 event in ${scope} that a file told otherwise`);
});
