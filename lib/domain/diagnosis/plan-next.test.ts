import { describe, expect, it } from 'vitest';
import { ROTATION_STEPS } from '@/lib/domain/rotation-state';
import { planNext, type NextFacts } from './plan-next';

const PENDING = '11111111-2222-4333-8444-555555555555';
const plan = (change: Partial<NextFacts> = {}) =>
  planNext({ pending: PENDING, reached: null, strategy: null, hasFunction: true, ...change }, ['Mend the cause.']);
const actsOf = (change: Partial<NextFacts>) => plan(change).map(({ act }) => act);
const clearing = (change: Partial<NextFacts>) => plan(change).find(({ act }) => act === 'clear')?.text;
const AFTER = [...ROTATION_STEPS.slice(1), null];

describe('before setSecret', () => {
  it('clearing the label is harmless, and said to be', () => {
    expect(actsOf({ reached: 'createSecret' })).toEqual([null, 'clear', 'rotate']);
    expect(clearing({ reached: 'createSecret' })).toContain('touched nothing outside Secrets Manager');
  });
});

describe.each(AFTER)('from setSecret on, as at %s', (reached) => {
  it.each(['single-user', 'alternating-users', null] as const)('of %s clearing is never said to be harmless', (strategy) => {
    const steps = plan({ reached, strategy });
    expect(steps.map(({ act }) => act)).toEqual([null, null, null, 'clear', 'rotate']);
    expect(steps[0]?.text).toBe('Mend the cause.');
    expect(steps[1]?.text).toMatch(/^See first /);
    // What finishes it comes before what throws the value away.
    expect(steps[2]?.text).toContain(`moves AWSCURRENT to version ${PENDING}`);
    expect(steps[2]?.text).toContain('leave its label');
    expect(clearing({ reached, strategy })).toMatch(/^Clear the pending label only where the current value works\. .* named nowhere/);
    expect(steps.map(({ text }) => text).join(' ')).not.toContain('The current value stays as it is');
  }); // prettier-ignore

  it('looks first also where no label is shown', () => {
    expect(actsOf({ reached, pending: null })).toEqual([null, null, 'rotate']);
  });
});

it('tells apart who is refused by whose password', () => {
  const first = (change: Partial<NextFacts>) => plan(change)[1]?.text;
  expect(first({ reached: 'testSecret', strategy: 'single-user' })).toContain('only the pending version’s works');
  expect(first({ reached: 'testSecret', strategy: 'alternating-users' })).toContain(
    'that the current value still works',
  );
  expect(first({ reached: 'finishSecret' })).toContain('testSecret had passed');
  expect(first({ reached: 'testSecret' })).toContain('may not work any more');
});

it('leaves what another service rotates to that service', () => {
  for (const reached of [...ROTATION_STEPS, null]) {
    expect(actsOf({ reached, hasFunction: false })).toEqual([null, null]);
    expect(plan({ reached, hasFunction: false })[1]?.text).toContain('have that service rotate it again');
  }
});
