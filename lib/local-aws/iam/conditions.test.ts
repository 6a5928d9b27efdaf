import { expect, test } from 'vitest';
import { conditionsHold } from './conditions';
import type { Context } from './context';
import { evaluate } from './evaluate';
import { parsePolicy } from './policy';

const context: Context = {
  count: ['7'],
  words: ['seven'],
  now: ['2026-11-25T12:00:00Z'],
  ip: ['10.1.2.3'],
  mapped: ['::ffff:10.1.2.3'],
  six: ['2001:db8::1'],
  arn: ['arn:aws:sts::111122223333:assumed-role/Reader/jana'],
  stages: ['AWSCURRENT', 'own'],
  none: [],
  'aws:username': ['ana*'],
  'aws:PrincipalTag/Team': ['payments'],
};

test.each([
  ['NumericEquals', 'count', ['7.0'], true],
  ['NumericNotEquals', 'count', ['7'], false],
  ['NumericLessThan', 'count', ['7'], false],
  ['NumericLessThanEquals', 'count', ['7'], true],
  ['NumericGreaterThan', 'count', ['6'], true],
  ['NumericGreaterThanEquals', 'count', ['8'], false],
  ['NumericLessThan', 'words', ['9'], false],
  ['NumericEquals', 'count', [''], false],
  ['DateLessThan', 'now', ['2026-11-25T12:00:01Z'], true],
  ['DateGreaterThan', 'now', ['2026-11-25T12:00:00Z'], false],
  ['DateGreaterThanEquals', 'now', ['1795608000'], true],
  ['DateEquals', 'now', ['2026-11-25T13:00:00+01:00'], true],
  ['DateNotEquals', 'now', ['2026-11-25T13:00:00+01:00'], false],
  ['DateLessThan', 'now', ['tomorrow'], false],
  ['IpAddress', 'ip', ['10.0.0.0/8'], true],
  ['IpAddress', 'mapped', ['10.1.2.3'], true],
  ['IpAddress', 'six', ['2001:db8::/32'], true],
  ['IpAddress', 'ip', ['2001:db8::/32', '192.168.0.0/16'], false],
  ['IpAddress', 'ip', ['10.0.0.0/99', 'nowhere', '/'], false],
  ['NotIpAddress', 'ip', ['10.0.0.0/8'], false],
  ['NotIpAddress', 'gone', ['10.0.0.0/8'], true],
  ['ArnLike', 'arn', ['arn:aws:sts::*:assumed-role/Reader/*'], true],
  ['ArnEquals', 'arn', ['arn:aws:sts::111122223333:*'], true],
  ['ArnLike', 'arn', ['arn:*:assumed-role/Reader/jana'], false],
  ['ArnNotLike', 'arn', ['arn:aws:sts::*:assumed-role/Writer/*'], true],
  ['StringNotEqualsIgnoreCase', 'words', ['SEVEN'], false],
  ['ForAnyValue:StringNotEquals', 'stages', ['own'], true],
  ['ForAnyValue:StringNotEquals', 'gone', ['own'], false],
  ['ForAllValues:StringNotEquals', 'stages', ['own'], false],
  ['ForAllValues:StringLike', 'stages', ['AWS*', 'o?n'], true],
  ['ForAnyValue:StringEqualsIfExists', 'gone', ['own'], true],
  ['Null', 'none', ['true'], true],
  ['Null', 'count', ['False'], true],
  ['BoolIfExists', 'gone', ['true'], true],
])('%s on %s with %j: %s', (operator, key, values, expected) => {
  expect(conditionsHold({ conditions: [{ operator, key, values }], effect: 'Allow' }, context)).toBe(expected);
});

const ask = (resource: string, seen: Context, Version?: string) => {
  const statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: "secret:${aws:username}/${aws:PrincipalTag/team, 'none'}",
  };
  return evaluate([parsePolicy(JSON.stringify({ Version, Statement: [statement] }))], {
    action: 'a:B',
    resource,
    context: seen,
  });
};

test.each([
  ['a variable, its wildcard taken as text', 'secret:ana*/payments', context, '2012-10-17', 'allow'],
  ['no pattern comes in by a variable', 'secret:anabel/payments', context, '2012-10-17', 'none'],
  ['the default where the key is not there', 'secret:bo/none', { 'aws:username': ['bo'] }, '2012-10-17', 'allow'],
  ['nothing where there is no default', 'secret:/none', {}, '2012-10-17', 'none'],
  ['text in an old policy', 'secret:ana*/payments', context, undefined, 'none'],
])('policy variables: %s', (_what, resource, seen, version, expected) => {
  expect(ask(resource, seen, version)).toBe(expected);
});

test('variables stand in strings and in ARNs, and a policy writes its own wildcards as text', () => {
  const holds = (operator: string, key: string, value: string) =>
    conditionsHold({ conditions: [{ operator, key, values: [value] }], effect: 'Allow', variables: true }, context);
  expect(holds('StringEquals', 'aws:PrincipalTag/Team', '${aws:principaltag/team}')).toBe(true);
  expect(holds('StringLike', 'aws:username', 'ana${*}')).toBe(true);
  expect(holds('StringLike', 'words', 'sev${*}')).toBe(false);
  expect(holds('StringEquals', 'words', '${aws:missing}')).toBe(false);
  expect(holds('StringNotEquals', 'words', '${aws:missing}')).toBe(true);
});

test('NotPrincipal spares those alone whose every name is listed', () => {
  const own = ['arn:aws:iam::1:user/ana', '1', 'arn:aws:iam::1:root'];
  const say = (...names: string[]) => {
    const statement = { Effect: 'Deny', NotPrincipal: { AWS: names }, Action: '*', Resource: '*' };
    return evaluate(
      [parsePolicy(JSON.stringify({ Statement: statement }))],
      { action: 'a:B', resource: 'c', context },
      own,
    );
  };
  expect(say(...own)).toBe('none');
  expect(say('arn:aws:iam::1:user/ana')).toBe('deny');
});

test('every service is not everybody', () => {
  const policy = parsePolicy('{"Statement":{"Effect":"Allow","Principal":{"Service":"*"},"Action":"*"}}');
  expect(evaluate([policy], { action: 'a:B', resource: 'c', context: {} }, ['arn:aws:iam::1:user/ana'])).toBe('none');
});
