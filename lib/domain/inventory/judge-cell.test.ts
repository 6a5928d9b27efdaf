import { expect, it } from 'vitest';
import { DEFAULT_ENVIRONMENT_RULES, type EnvironmentRules } from '@/lib/domain/environment';
import { EVERYTHING, NOTHING, type Visibility } from '@/lib/domain/grant';
import { judgeCell, mayBeIn, seesAllOf, type CellFacts, type CellState } from './judge-cell';

const empty: CellFacts = { environment: 'prod', count: 0, pending: 0, seesAll: true, unread: false };

it.each<[Partial<CellFacts>, CellState]>([
  [{ count: 2, pending: 1 }, 'present'],
  [{ count: 2, pending: 2 }, 'pending-deletion'],
  [{ count: 1, seesAll: false, unread: true }, 'present'],
  [{}, 'missing'],
  [{ seesAll: false }, 'missing-or-hidden'],
  [{ unread: true }, 'not-known'],
  [{ seesAll: false, unread: true }, 'not-known'],
  [{ environment: 'unknown', unread: true }, 'not-expected'],
])('%j is %s', (facts, state) => expect(judgeCell({ ...empty, ...facts })).toBe(state));

it.each<[string, Visibility, boolean]>([
  ['everything', EVERYTHING, true],
  ['nothing', NOTHING, false],
  ['the environment', { allow: [{ environments: ['dev', 'prod'] }], deny: [] }, true],
  ['another one', { allow: [{ environments: ['dev'] }], deny: [] }, false],
  ['all but another', { allow: [{ notEnvironments: ['dev'] }], deny: [] }, true],
  ['all but this', { allow: [{ notEnvironments: ['prod'] }], deny: [] }, false],
  ['an account of it', { allow: [{ accounts: ['1'] }], deny: [] }, false],
  ['a tag of it', { allow: [{ tag: { key: 'team', value: 'a' } }], deny: [] }, false],
  ['names of it', { allow: [{ namePrefix: 'prod/' }], deny: [] }, false],
  ['every name', { allow: [{ namePrefix: '' }], deny: [] }, true],
  ['a token narrower than its person', { allow: [{ also: { accounts: ['1'] } }], deny: [] }, false],
  ['all less a tag', { allow: [{}], deny: [{ tag: { key: 'team', value: 'a' } }] }, false],
  ['all less another environment', { allow: [{}], deny: [{ environments: ['dev'] }] }, true],
  ['all less this one in an account', { allow: [{}], deny: [{ environments: ['prod'], accounts: ['1'] }] }, false],
  [
    'less what is denied elsewhere',
    { allow: [{}], deny: [{ accounts: ['1'], also: { environments: ['dev'] } }] },
    true,
  ],
])('prod, of who sees %s: all of it is %s', (_, visibility, all) => expect(seesAllOf(visibility, 'prod')).toBe(all));

const first: EnvironmentRules = {
  ...DEFAULT_ENVIRONMENT_RULES,
  order: [{ by: 'account', accounts: { '1': 'Production' } }, ...DEFAULT_ENVIRONMENT_RULES.order],
};

it.each<[string, string, EnvironmentRules, boolean]>([
  ['prod', '1', first, true],
  ['dev', '1', first, false],
  ['dev', '2', first, true],
  // A tag may say otherwise before the account is asked.
  ['dev', '1', { ...first, order: first.order.toReversed() }, true],
])('%s may be in account %s', (environment, account, rules, may) =>
  expect(mayBeIn(environment, account, rules)).toBe(may),
);
