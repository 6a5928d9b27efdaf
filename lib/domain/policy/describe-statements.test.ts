import { expect, test } from 'vitest';
import { describeStatements } from './describe-statements';

const ROLE = 'arn:aws:iam::111122223333:role/payments-api';
const READ = 'secretsmanager:GetSecretValue';

test.each<[string, unknown, string[]]>([
  ['one principal', { Effect: 'Allow', Principal: { AWS: ROLE }, Action: READ }, [`allows ${ROLE}: ${READ}`]],
  [
    'everyone, however it is written',
    { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: [READ] },
    [`allows everyone (*): ${READ}`],
  ],
  ['everyone as text', { Effect: 'Deny', Principal: '*', Action: '*' }, ['denies everyone (*): *']],
  [
    'conditions are told of',
    { Effect: 'Deny', Principal: '*', Action: READ, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } },
    [`denies everyone (*): ${READ}, under conditions`],
  ],
  [
    'what is turned round',
    { Effect: 'Deny', NotPrincipal: { AWS: ROLE }, NotAction: READ },
    [`denies all but some: everything but ${READ}`],
  ],
  [
    'many are counted',
    [{ Effect: 'Allow', Principal: { AWS: ['a', 'b'], Service: ['c', 'd'] }, Action: READ }],
    [`allows a, b, c and 1 more: ${READ}`],
  ],
])('%s', (_, statement, expected) =>
  expect(describeStatements(JSON.stringify({ Version: '2012-10-17', Statement: statement }))).toEqual(expected),
);

test.each(['', 'null', '[]', '{}', '{"Statement":7}', '{"Statement":[{"Effect":1}]}', '{"Statement":', '"x"'])(
  'what is no policy has no words: %s',
  (text) => expect(describeStatements(text)).toBeNull(),
);
