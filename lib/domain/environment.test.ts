import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT_RULES, decideEnvironment, type EnvironmentRules } from './environment';
import { toGuardedEnvironment } from './environment-verdict';
import type { Tags } from './secret';

const facts = (name: string, tags: Tags = {}) => ({ name, tags, accountId: '111122223333', accountName: 'shop-prod' });
const decide = (name: string, tags: Tags = {}) => decideEnvironment(facts(name, tags), DEFAULT_ENVIRONMENT_RULES);

describe('by the default rules', () => {
  test.each<[string, Tags, string, string]>([
    ['x', { Environment: 'production' }, 'prod', 'tag Environment=production'],
    ['x', { ENV: ' Live ' }, 'prod', 'tag ENV= Live '],
    ['x', { stage: 'pre_prod' }, 'staging', 'tag stage=pre_prod'],
    ['x', { env: 'blue' }, 'blue', 'tag env=blue'],
    ['x', { env: 'Ｐｒｏｄ' }, 'prod', 'tag env=Ｐｒｏｄ'],
    ['x', { env: 'prod\u200B' }, 'prod', 'tag env=prod\u200B'],
    ['x', { env: '  ' }, 'unknown', 'no rule has an opinion'],
    ['prod/payments/db', {}, 'prod', 'name prod'],
    ['/prd/db', {}, 'prod', 'name prd'],
    ['pre-prod/payments/db', {}, 'staging', 'name pre-prod'],
    ['dev_payments', {}, 'dev', 'name dev'],
    ['payments/prod/db', {}, 'unknown', 'no rule has an opinion'],
    ['production-line/db', {}, 'prod', 'name production'],
    ['productive/db', {}, 'unknown', 'no rule has an opinion'],
    ['', {}, 'unknown', 'no rule has an opinion'],
    ['constructor/__proto__', {}, 'unknown', 'no rule has an opinion'],
  ])('%s %j: %s', (name, tags, value, source) => expect(decide(name, tags)).toEqual({ value, source, disagrees: [] }));

  test('a tag decides over the name, which is seen to disagree and is guarded as prod', () => {
    const verdict = decide('prod/db', { env: 'dev' });
    expect(verdict).toMatchObject({ value: 'dev', disagrees: [{ value: 'prod', source: 'name prod' }] });
    expect(toGuardedEnvironment(verdict)).toBe('prod');
  });

  test('two tags that contradict each other disagree', () => {
    const verdict = decide('x', { environment: 'dev', env: 'prod' });
    expect(verdict).toMatchObject({ value: 'dev', disagrees: [{ value: 'prod', source: 'tag env=prod' }] });
  });

  test('an unheard-of tag over a prod name is still guarded as prod', () => {
    expect(toGuardedEnvironment(decide('prod/db', { env: 'prоd with a Cyrillic o' }))).toBe('prod');
  });
});

test('rules that agree, and only those, leave the environment its own guard', () => {
  expect(toGuardedEnvironment(decide('dev/db', { env: 'development' }))).toBe('dev');
  expect(toGuardedEnvironment(decide('db'))).toBe('prod');
});

test('an account can be stated, in any spelling, and any part of a name can speak', () => {
  const rules: EnvironmentRules = {
    aliases: DEFAULT_ENVIRONMENT_RULES.aliases,
    order: [
      { by: 'account', accounts: { '111122223333': 'Production' } },
      { by: 'name', part: 'any' },
    ],
  };
  expect(decideEnvironment(facts('payments/db-uat'), rules)).toEqual({
    value: 'prod',
    source: 'account shop-prod',
    disagrees: [{ value: 'staging', source: 'name uat' }],
  });
  expect(decideEnvironment({ ...facts('payments/db'), accountId: 'constructor' }, rules).value).toBe('unknown');
});

test('any name and tags have a verdict that is some word', () => {
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.constantFrom('env', 'Stage', 'x'), fc.string()), (name, tags) => {
      expect(decide(name, tags).value).not.toBe('');
    }),
  );
});
