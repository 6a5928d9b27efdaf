import { expect, it } from 'vitest';
import { judgeAdmission } from './judge-admission';
import { ARN } from './testing/facts';

const service = { Service: 'secretsmanager.amazonaws.com' };
const statement = (change: object = {}) => ({
  Effect: 'Allow',
  Principal: service,
  Action: 'lambda:InvokeFunction',
  Resource: '*',
  ...change,
});
const when = (Condition: object) => statement({ Condition });

it.each<[string, string, unknown]>([
  ['open', 'the statement that AWS asks for', [statement()]],
  ['open', 'one statement that is no list', statement()],
  ['open', 'all actions of Lambda', [statement({ Action: ['lambda:*'] })]],
  ['open', 'everybody', [statement({ Principal: '*' })]],
  ['open', 'this account', [when({ StringEquals: { 'AWS:SourceAccount': '111122223333' } })]],
  ['open', 'this secret', [when({ ArnEquals: { 'aws:SourceArn': [ARN] } })]],
  ['closed', 'nothing', []],
  ['closed', 'another service', [statement({ Principal: { Service: 'events.amazonaws.com' } })]],
  ['closed', 'another action', [statement({ Action: 'lambda:GetFunction' })]],
  ['closed', 'another account', [when({ StringEquals: { 'aws:SourceAccount': '999988887777' } })]],
  ['closed', 'another secret', [when({ StringEquals: { 'aws:SourceArn': `${ARN}x` } })]],
  ['closed', 'a denial', [statement(), statement({ Effect: 'Deny' })]],
  ['conditional', 'a pattern', [when({ ArnLike: { 'aws:SourceArn': 'arn:aws:secretsmanager:*' } })]],
  ['conditional', 'something else', [when({ Bool: { 'aws:SecureTransport': 'true' } })]],
  [
    'conditional',
    'a denial under conditions',
    [statement(), statement({ Effect: 'Deny', Condition: { Bool: { 'aws:x': 'true' } } })],
  ],
])('is %s by %s', (expected, _, Statement) => {
  expect(judgeAdmission(JSON.stringify({ Version: '2012-10-17', Statement }), ARN)).toBe(expected);
});

it.each(['', '{', 'null', '[]', '"text"', '7'])('is unreadable: %j', (text) => {
  expect(judgeAdmission(text, ARN)).toBe('unreadable');
});

it.each(['{}', '{"Statement":null}', '{"Statement":[null,7,"x"]}'])('lets nobody in: %s', (text) => {
  expect(judgeAdmission(text, ARN)).toBe('closed');
});
