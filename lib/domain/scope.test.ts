import { expect, it } from 'vitest';
import { toStanding, type ScopeState } from './scope';

const standing = (inventory: ScopeState, history: ScopeState, gone = false) =>
  toStanding({
    gone: gone ? { since: new Date(0), reason: 'left' } : null,
    inventory: { state: inventory, asOf: null, problem: null },
    history: { state: history, asOf: null, problem: null, coveredFrom: null, coveredTo: null, coveredBy: [] },
  });

it.each([
  ['fresh', 'fresh', 'fresh'],
  // Its secrets are all there.
  ['fresh', 'waiting', 'fresh'],
  ['waiting', 'waiting', 'waiting'],
  ['waiting', 'fresh', 'waiting'],
  ['fresh', 'failing', 'failing'],
  ['failing', 'limited', 'failing'],
  ['waiting', 'failing', 'failing'],
  ['fresh', 'limited', 'limited'],
  ['limited', 'fresh', 'limited'],
] as const)('a scope whose inventory is %s and whose history %s is %s', (inventory, history, state) => {
  expect(standing(inventory, history)).toBe(state);
});

it('a scope that is gone is nothing else', () => {
  expect(standing('gone', 'gone', true)).toBe('gone');
  expect(standing('failing', 'failing', true)).toBe('gone');
});
