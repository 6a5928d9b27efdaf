import { expect, it } from 'vitest';
import { isEnded, RUN_STATES, toLedgerPhase } from './run';

it('the ledger calls failed only what is known to have failed', () => {
  const phases = RUN_STATES.filter(isEnded).map((state) => [state, toLedgerPhase(state)]);
  expect(Object.fromEntries(phases)).toEqual({
    succeeded: 'done',
    failed: 'failed',
    abandoned: 'failed',
    hung: 'unknown',
    unknown: 'unknown',
  });
});
