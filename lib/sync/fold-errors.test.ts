import { expect, it } from 'vitest';
import { foldErrors } from './fold-errors';

it('says an error once a minute, whichever worker met it, and every other one too', () => {
  const said: string[] = [];
  let now = 0;
  const meet = foldErrors(
    (message) => said.push(message),
    () => now,
  );
  for (const worker of ['a', 'b']) meet(new Error(`connect ECONNREFUSED (Queue: history, Worker: ${worker})`));
  meet(new Error('Connection terminated'));
  now = 59_000;
  meet(new Error('connect ECONNREFUSED'));
  expect(said).toEqual(['connect ECONNREFUSED', 'Connection terminated']);
  now = 60_000;
  meet(new Error('connect ECONNREFUSED'));
  expect(said).toHaveLength(3);
});
