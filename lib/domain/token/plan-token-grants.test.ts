import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holds,
  permits,
  PERSONAS,
  visibilityOf,
  type Grant,
  type GrantFacts,
  type GrantRule,
} from '@/lib/domain/grant';
import { PERMISSION_NAMES, TOKEN_PERMISSIONS } from '@/lib/domain/permission';
import { planTokenGrants } from './plan-token-grants';

const rule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(fc.constantFrom('prod', 'dev'), { minLength: 1, maxLength: 2 }),
    notEnvironments: fc.array(fc.constantFrom('prod', 'dev'), { minLength: 1, maxLength: 1 }),
    accounts: fc.array(fc.constantFrom('1', '2'), { minLength: 1, maxLength: 1 }),
    tag: fc.record({ key: fc.constantFrom('team', 'tier'), value: fc.constantFrom('a', 'b') }),
    namePrefix: fc.constantFrom('', 'a', 'a/b'),
  },
  { requiredKeys: [] },
);
const facts: fc.Arbitrary<GrantFacts> = fc.record({
  environment: fc.constantFrom('prod', 'dev', 'unknown'),
  accountId: fc.constantFrom('1', '2'),
  tags: fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('a', 'b')),
  name: fc.constantFrom('a', 'a/b', 'c'),
});
const permission = fc.constantFrom(...PERMISSION_NAMES);
const grants: fc.Arbitrary<Grant[]> = fc.array(
  fc.record({ permission, effect: fc.constantFrom('allow' as const, 'deny' as const), where: rule }),
  { maxLength: 6 },
);
const reach = fc.record({
  permissions: fc.array(permission, { maxLength: 5 }),
  where: fc.array(rule, { maxLength: 3 }),
});

describe('a token', () => {
  it('may exactly what its person may, where one of its own rules holds', () => {
    fc.assert(
      fc.property(grants, reach, permission, facts, (mine, token, asked, secret) => {
        const person = permits(visibilityOf(mine, asked), secret);
        const named = TOKEN_PERMISSIONS.includes(asked) && token.permissions.includes(asked);
        const place = token.where.length === 0 || permits({ allow: token.where, deny: [] }, secret);
        const may = permits(visibilityOf(planTokenGrants(mine, token), asked), secret);
        expect(may).toBe(person && named && place);
      }),
      { numRuns: 2000 },
    );
  });

  it('never reveals, reads logs, signs reviews, makes tokens or ends sessions, whatever its row says', () => {
    const all = planTokenGrants(PERSONAS.admin, { permissions: PERMISSION_NAMES, where: [] });
    expect(PERMISSION_NAMES.filter((name) => !holds(all, name))).toEqual([
      'secret.reveal',
      'logs.read',
      'review.sign',
      'token.manage',
      'session.end',
    ]);
  });
});
