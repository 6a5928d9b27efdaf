import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVERYTHING, NOTHING, permits, seesEverything, type GrantRule, type Visibility } from '@/lib/domain/grant';
import { bothOf } from './both-of';

const environment = fc.constantFrom('prod', 'dev');
const accountId = fc.constantFrom('111122223333', '222233334444');
const team = fc.constantFrom('a', 'b');
const name = fc.constantFrom('x/1', 'y/1');

const simple: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(environment, { maxLength: 2 }),
    notEnvironments: fc.array(environment, { maxLength: 2 }),
    accounts: fc.array(accountId, { maxLength: 2 }),
    tag: fc.record({ key: fc.constant('team'), value: team }),
    namePrefix: fc.constantFrom('x', 'y', ''),
  },
  { requiredKeys: [] },
);
const rule = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(([one, also]): GrantRule => ({ ...one, also })),
);
const visibility: fc.Arbitrary<Visibility> = fc.record({
  allow: fc.array(rule, { maxLength: 3 }),
  deny: fc.array(rule, { maxLength: 2 }),
});
const facts = fc.record({ environment, accountId, name, tags: fc.record({ team }, { requiredKeys: [] }) });

it('permits exactly what both permit', () => {
  fc.assert(
    fc.property(visibility, visibility, facts, (one, other, { tags, ...secret }) => {
      const of = { ...secret, tags: { ...tags } };
      expect(permits(bothOf(one, other), of)).toBe(permits(one, of) && permits(other, of));
    }),
    { numRuns: 500 },
  );
});

it('sees everything where both do, and nothing where one does not', () => {
  expect(seesEverything(bothOf(EVERYTHING, EVERYTHING))).toBe(true);
  expect(bothOf(EVERYTHING, NOTHING).allow).toEqual([]);
  const dev: Visibility = { allow: [{ environments: ['dev'] }], deny: [] };
  expect([bothOf(EVERYTHING, dev), bothOf(dev, EVERYTHING)]).toEqual([dev, dev]);
});
