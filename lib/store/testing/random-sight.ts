import 'server-only';
import fc from 'fast-check';
import type { GrantRule, Visibility } from '@/lib/domain/grant';
import type { Sight } from '@/lib/domain/ports/inventory-store';

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** A tag's, of which an inventory made by chance has some. */
export const pair = fc.record({
  key: some('team', 'owner', 'tier', '__proto__', '%'),
  value: some('payments', '1', '', '\t\u3000', 'Ä_'),
});

const rule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(some('prod', 'dev', 'nowhere'), { maxLength: 2 }),
    notEnvironments: fc.array(some('prod', 'dev'), { maxLength: 1 }),
    accounts: fc.array(some('111122223333', '222233334444'), { maxLength: 1 }),
    tag: pair,
    namePrefix: some('', 'prod/', 'Ü'),
    also: fc.record({ namePrefix: some('prod/1', '') }),
  },
  { requiredKeys: [] },
);
const rules = fc.array(rule, { maxLength: 2 });
const visibility: fc.Arbitrary<Visibility> = fc.oneof(
  fc.constant<Visibility>({ allow: [{}], deny: [] }),
  fc.record({ allow: rules, deny: fc.oneof(fc.constant<GrantRule[]>([]), rules) }),
);
export const sight: fc.Arbitrary<Sight> = fc.record({ inventory: visibility, history: visibility });
