import { expect, test } from 'vitest';
import { AwsError } from './aws-error';
import { flag, integer, list, oneOf, readInput, required, structure, text, timestamp } from './fields';
import { openToken, sealToken } from './sealed';
import { readClaim } from './signature';

const shape = {
  Name: required(text({ min: 2, max: 4 }), ''),
  Secret: text({ max: 3, sensitive: true }),
  Count: integer({ min: 1, max: 9 }),
  Force: flag,
  Since: timestamp,
  Order: oneOf(['asc', 'desc']),
  Tags: list(structure({ Key: required(text({ min: 1 }), '') }), { max: 2 }),
};

test('what fits is read, what is unknown is left aside, null is nothing', () => {
  const input = readInput(shape, {
    Name: 'abc',
    Count: 3,
    Since: 1.5,
    Order: 'asc',
    Force: null,
    Other: 1,
    Tags: [{ Key: 'a' }],
  });
  expect(input).toEqual({ Name: 'abc', Count: 3, Since: 1500, Order: 'asc', Tags: [{ Key: 'a' }] });
});

test('every complaint at once, the sensitive value in none', () => {
  const read = () => readInput(shape, { Secret: 'CANARY-long', Count: 10, Order: 'up', Tags: [{}, { Key: '' }] });
  expect(read).toThrow(
    new AwsError(
      'ValidationException',
      "6 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value at 'secret' failed to satisfy constraint: Member must have length less than or equal to 3; Value '10' at 'count' failed to satisfy constraint: Member must have value less than or equal to 9; Value 'up' at 'order' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]; Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null; Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  );
});

test.each([
  ['a number for a name', { Name: 1 }, 'NUMBER_VALUE can not be converted to a String'],
  ['a word for a number', { Name: 'ab', Count: 'three' }, 'STRING_VALUE can not be converted to an Integer'],
  ['a fraction', { Name: 'ab', Count: 1.5 }, 'NUMBER_VALUE can not be converted to an Integer'],
  ['a word for yes', { Name: 'ab', Force: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
  ['a word for a list', { Name: 'ab', Tags: 'a' }, 'STRING_VALUE can not be converted to a List'],
  ['a list for a tag', { Name: 'ab', Tags: [[]] }, 'START_ARRAY can not be converted to an Object'],
  ['a date in words', { Name: 'ab', Since: '2026' }, 'STRING_VALUE can not be converted to a Timestamp'],
])('not to be read: %s', (_what, body, message) => {
  expect(() => readInput(shape, body)).toThrow(expect.objectContaining({ code: 'SerializationException', message }));
});

const seal = Buffer.alloc(32, 1);

test('a sealed token opens as what it was', () => {
  const token = sealToken(seal, 'page', { from: 5 });
  expect(openToken(seal, 'page', token)).toEqual({ from: 5 });
  expect(openToken(seal, 'other', token)).toBeUndefined();
  expect(openToken(Buffer.alloc(32, 2), 'page', token)).toBeUndefined();
});

test.each([
  '',
  '.',
  'a.b',
  'a.b.c',
  '....',
  'e30.',
  `${sealToken(seal, 'page', { from: 5 })}x`,
  sealToken(seal, 'page', {}).replace('.', 'A.'),
])('no token: "%s"', (token) => {
  expect(openToken(seal, 'page', token)).toBeUndefined();
});

test.each([
  undefined,
  '',
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=f',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request/x, SignedHeaders=host, Signature=f',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, Signature=f',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host',
  'AWS4-HMAC-SHA256 XCredential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=f',
])('no signature: %s', (header) => {
  expect(readClaim(header)).toBeUndefined();
});
