import { expect, test } from 'vitest';
import { conditionsHold } from './conditions';
import type { Context } from './context';
import { evaluate } from './evaluate';
import { matchesPattern } from './match-pattern';
import { parsePolicy, PolicySyntaxError } from './policy';

test.each([
  ['*', 'anything', true],
  ['secretsmanager:Get*', 'secretsmanager:GetSecretValue', true],
  ['arn:aws:s:secret:a/b-??????', 'arn:aws:s:secret:a/b-AbCdEf', true],
  ['arn:aws:s:secret:a/b-??????', 'arn:aws:s:secret:a/b-AbCdE', false],
  ['a.c', 'abc', false],
  ['(a|b)+[c]$^{1}\\', '(a|b)+[c]$^{1}\\', true],
  ['', 'a', false],
])('pattern %s on %s: %s', (pattern, value, expected) => {
  expect(matchesPattern(pattern, value)).toBe(expected);
});

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no statement', '{}'],
  ['a statement that is a word', '{"Statement":"allow"}'],
  ['an effect of its own', '{"Statement":{"Effect":"Perhaps","Action":"*","Resource":"*"}}'],
  ['no action', '{"Statement":{"Effect":"Allow","Resource":"*"}}'],
  ['an action that is an object', '{"Statement":{"Effect":"Allow","Action":{},"Resource":"*"}}'],
  ['a principal that is a number', '{"Statement":{"Effect":"Allow","Action":"*","Principal":7}}'],
  ['conditions in a list', '{"Statement":{"Effect":"Allow","Action":"*","Condition":[]}}'],
  ['a condition without keys', '{"Statement":{"Effect":"Allow","Action":"*","Condition":{"Bool":true}}}'],
])('no policy: %s', (_what, source) => {
  expect(() => parsePolicy(source)).toThrow(PolicySyntaxError);
});

const context: Context = { tag: ['payments'], stages: ['AWSCURRENT', 'own'], mfa: ['true'], gone: undefined };

test.each([
  ['StringEquals', 'tag', ['payments', 'web'], true],
  ['StringEquals', 'TAG', ['payments'], true],
  ['StringEquals', 'tag', ['Payments'], false],
  ['StringEqualsIgnoreCase', 'tag', ['Payments'], true],
  ['StringLike', 'tag', ['pay*'], true],
  ['StringNotEquals', 'tag', ['web', 'search'], true],
  ['StringNotEquals', 'tag', ['web', 'payments'], false],
  ['StringNotEquals', 'gone', ['web'], true],
  ['StringEquals', 'gone', ['web'], false],
  ['StringEqualsIfExists', 'gone', ['web'], true],
  ['BoolIfExists', 'mfa', ['false'], false],
  ['Bool', 'mfa', ['True'], true],
  ['Null', 'gone', ['true'], true],
  ['Null', 'tag', ['true'], false],
  ['ForAnyValue:StringEquals', 'stages', ['own'], true],
  ['ForAllValues:StringEquals', 'stages', ['own'], false],
  ['ForAllValues:StringEquals', 'gone', ['own'], true],
])('%s on %s with %j: %s', (operator, key, values, expected) => {
  expect(conditionsHold({ conditions: [{ operator, key, values }], effect: 'Allow' }, context)).toBe(expected);
});

test('an operator nobody knows makes an Allow fail and a Deny bite', () => {
  const conditions = [{ operator: 'DateSometimes', key: 'tag', values: ['x'] }];
  expect(conditionsHold({ conditions, effect: 'Allow' }, context)).toBe(false);
  expect(conditionsHold({ conditions, effect: 'Deny' }, context)).toBe(true);
});

test('a deny wins wherever it stands, and NotAction and NotResource turn round', () => {
  const policy = parsePolicy(
    JSON.stringify({
      Statement: [
        { Effect: 'Allow', NotAction: 'secretsmanager:Delete*', Resource: '*' },
        { Effect: 'Deny', Action: '*', NotResource: 'arn:mine:*' },
      ],
    }),
  );
  const ask = (action: string, resource: string) => evaluate([policy], { action, resource, context: {} });
  expect(ask('secretsmanager:GetSecretValue', 'arn:mine:1')).toBe('allow');
  expect(ask('secretsmanager:DeleteSecret', 'arn:mine:1')).toBe('none');
  expect(ask('secretsmanager:GetSecretValue', 'arn:yours:1')).toBe('deny');
});
