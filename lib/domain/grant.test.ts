import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EVERYTHING,
  NOTHING,
  PERSONAS,
  holds,
  matchesRule,
  permits,
  seesEverything,
  visibilityOf,
  type Grant,
  type GrantFacts,
} from './grant';
import { PERMISSION_NAMES } from './permission';

const secret = (changes: Partial<GrantFacts> = {}): GrantFacts => ({
  environment: 'dev',
  accountId: '111122223333',
  tags: { team: 'payments' },
  name: 'dev/payments/db',
  ...changes,
});

describe('a rule', () => {
  test.each([
    [{}, true],
    [{ environments: ['dev'] }, true],
    [{ environments: ['prod'] }, false],
    [{ environments: [] }, false],
    [{ notEnvironments: ['prod'] }, true],
    [{ notEnvironments: ['dev'] }, false],
    [{ accounts: ['111122223333'] }, true],
    [{ accounts: [] }, false],
    [{ tag: { key: 'team', value: 'payments' } }, true],
    [{ tag: { key: 'team', value: 'Payments' } }, false],
    [{ tag: { key: 'Team', value: 'payments' } }, false],
    [{ tag: { key: 'constructor', value: 'x' } }, false],
    [{ namePrefix: 'dev/' }, true],
    [{ namePrefix: 'DEV/' }, false],
    [{ namePrefix: '' }, true],
    [{ environments: ['dev'], tag: { key: 'team', value: 'other' } }, false],
  ])('%j holds: %s', (rule, expected) => expect(matchesRule(rule, secret())).toBe(expected));
});

test('nothing is permitted without an allow rule, and a deny rule wins', () => {
  expect(permits(NOTHING, secret())).toBe(false);
  expect(permits(EVERYTHING, secret())).toBe(true);
  expect(permits({ allow: [{}], deny: [{ environments: ['dev'] }] }, secret())).toBe(false);
  expect(permits({ allow: [], deny: [{ environments: ['prod'] }] }, secret())).toBe(false);
  expect(seesEverything({ allow: [{}], deny: [{ accounts: ['1'] }] })).toBe(false);
  expect(seesEverything({ allow: [{ accounts: ['1'] }], deny: [] })).toBe(false);
});

test('a denial alone is no permission, and one of everything leaves none', () => {
  const say = (effect: Grant['effect'], where: Grant['where'] = {}): Grant => ({
    permission: 'settings.read',
    effect,
    where,
  });
  expect(holds([say('deny')], 'settings.read')).toBe(false);
  expect(holds([say('allow'), say('deny')], 'settings.read')).toBe(false);
  expect(holds([say('allow'), say('deny', { environments: ['prod'] })], 'settings.read')).toBe(true);
});

describe('the personas', () => {
  const may = (persona: keyof typeof PERSONAS, facts: GrantFacts): string[] =>
    PERMISSION_NAMES.filter((permission) => permits(visibilityOf(PERSONAS[persona], permission), facts));
  const reads = ['inventory.read', 'history.read'];
  const acts = [
    ...reads,
    'secret.reveal',
    'secret.rotate',
    'secret.recover',
    'secret.diagnose',
    'logs.read',
    'secret.annotate',
    'scope.sync',
  ];
  const prod = secret({ environment: 'prod' });
  const foreign = secret({ tags: { team: 'search' } });

  test.each<[keyof typeof PERSONAS, string, GrantFacts, string[]]>([
    ['viewer', 'dev', secret(), ['inventory.read']],
    ['auditor', 'prod', prod, [...reads, 'ledger.read', 'review.sign', 'settings.read']],
    ['operator', 'dev', secret(), acts],
    ['operator', 'prod', prod, [...reads, 'secret.rotate', 'secret.diagnose', 'secret.annotate', 'scope.sync']],
    ['owner', 'dev', secret(), [...acts, 'review.sign']],
    [
      'owner',
      'prod',
      prod,
      [...reads, 'secret.rotate', 'secret.diagnose', 'secret.annotate', 'review.sign', 'scope.sync'],
    ],
    // A sign-off is about no one secret; of what, sight says.
    ['owner', "another team's", foreign, ['review.sign']],
    ['admin', 'prod', prod, [...PERMISSION_NAMES]],
  ])('%s on %s', (persona, _what, facts, expected) => {
    expect(may(persona, facts).toSorted()).toEqual(expected.toSorted());
  });

  test('no one but an admin may reveal in prod', () => {
    const others = (['viewer', 'auditor', 'operator', 'owner'] as const).map((persona) => may(persona, prod));
    expect(others.flat()).not.toContain('secret.reveal');
    expect(others.flat()).not.toContain('logs.read');
  });
});

test('what is permitted matches an allow rule and no deny rule', () => {
  const rule = fc.record(
    { environments: fc.array(fc.constantFrom('dev', 'prod')), namePrefix: fc.constantFrom('', 'dev', 'x') },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(rule), fc.array(rule), (allow, deny) => {
      const allowed = permits({ allow, deny }, secret());
      expect(allowed).toBe(
        allow.some((one) => matchesRule(one, secret())) && deny.every((one) => !matchesRule(one, secret())),
      );
      expect(permits({ allow, deny: [...deny, {}] }, secret())).toBe(false);
    }),
  );
});
