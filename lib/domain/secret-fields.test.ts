import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pickField, toFieldNames, valueKind } from './secret-fields';

test('the fields of an object are named as they stand and picked one by one', () => {
  const value =
    '{ "user": "ana", "port": 5432, "tls": true, "none": null, "hosts": [ "a", {"b":1} ], "q\\"u": "\\u00e9\\n" }';
  expect(valueKind(value)).toBe('json');
  expect(toFieldNames(value)).toEqual(['user', 'port', 'tls', 'none', 'hosts', 'q"u']);
  const fields = ['user', 'port', 'tls', 'none', 'hosts', 'q"u', 'absent'];
  expect(fields.map((field) => pickField(value, field))).toEqual([
    'ana',
    '5432',
    'true',
    'null',
    '[ "a", {"b":1} ]',
    'é\n',
    null,
  ]);
});

test('no digit of a long number is lost', () => {
  expect(pickField('{"id":12345678901234567890,"x":1.10}', 'id')).toBe('12345678901234567890');
  expect(pickField('{"id":12345678901234567890,"x":1.10}', 'x')).toBe('1.10');
});

describe('hostile values', () => {
  test('__proto__ and inherited names are fields only where they stand', () => {
    const value = '{"__proto__":{"admin":true},"a":"1"}';
    expect(toFieldNames(value)).toEqual(['__proto__', 'a']);
    expect(pickField(value, '__proto__')).toBe('{"admin":true}');
    expect(pickField('{"a":1}', '__proto__')).toBeNull();
    expect(pickField('{"a":1}', 'constructor')).toBeNull();
    expect(pickField('{"a":1}', 'admin')).toBeNull();
  });

  test('of a name that comes twice the last counts', () => {
    expect(toFieldNames('{"a":"1","a":"2","\\u0061":"3"}')).toEqual(['a']);
    expect(pickField('{"a":"1","a":"2","\\u0061":"3"}', 'a')).toBe('3');
  });

  test('a value as deep as it may be long is one field', () => {
    const depth = 30_000;
    const value = `{"deep":${'['.repeat(depth)}${']'.repeat(depth)},"b":"2"}`;
    expect(toFieldNames(value)).toEqual(['deep', 'b']);
    expect(pickField(value, 'b')).toBe('2');
  });

  test.each([
    '',
    ' ',
    'text',
    '"text"',
    '42',
    'null',
    '[{"a":1}]',
    '{',
    '{"a":}',
    '{"a":1}x',
    '{a:1}',
    "{'a':1}",
    '\uFEFF{"a":1}',
  ])('%j has no fields', (value) => {
    expect([valueKind(value), toFieldNames(value), pickField(value, 'a')]).toEqual(['text', [], null]);
  });

  test('bytes have no fields, even those of an object', () => {
    const value = new TextEncoder().encode('{"a":1}');
    expect([valueKind(value), toFieldNames(value), pickField(value, 'a')]).toEqual(['binary', [], null]);
  });

  test('an empty object is an object', () => {
    expect([valueKind('{}'), toFieldNames('{ }')]).toEqual(['json', []]);
  });
});

test('what JSON.parse sees is what is picked', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(object, fc.constantFrom(0, 2), (made, indent) => {
      const json = JSON.stringify(made, null, indent);
      expect(toFieldNames(json).toSorted()).toEqual(Object.keys(made).toSorted());
      for (const [name, expected] of Object.entries(made)) {
        const picked = pickField(json, name);
        const parsed: unknown = typeof expected === 'string' ? picked : JSON.parse(picked ?? '');
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(expected));
      }
    }),
  );
});
