import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayConcern, parseRecord, RecordSplitter } from './split-records';

const one = { eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue', n: { a: ['}', '\\"{', 1] } };
const two = { eventSource: 's3.amazonaws.com', requestParameters: { key: 'ü{[\\' } };

function split(text: string, size: number) {
  const bytes = Buffer.from(text);
  const splitter = new RecordSplitter();
  const records: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size)
    for (const record of splitter.push(bytes.subarray(at, at + size))) records.push(parseRecord(record));
  return { records, shape: splitter.end() };
}

describe('a file as CloudTrail writes it', () => {
  it.each([1, 2, 3, 7, 64, 100_000])('gives its records, read %i bytes at a time', (size) => {
    const whole = { records: [one, two, one], shape: 'records' };
    expect(split(JSON.stringify({ Records: [one, two, one] }), size)).toEqual(whole);
    expect(split(`\uFEFF${JSON.stringify({ Records: [one, two, one] }, null, 2)}\n`, size)).toEqual(whole);
    expect(split('{"Records":[]}', size)).toEqual({ records: [], shape: 'records' });
  });

  it('gives what JSON.parse gives, whatever stands in it and however it arrives', () => {
    const records = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), { maxLength: 6 });
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 1, 3), (Records, size, space) => {
        const text = JSON.stringify({ Records }, null, space);
        expect(split(text, size)).toEqual({ records: JSON.parse(text).Records, shape: 'records' });
      }),
      { numRuns: 60 },
    );
  });

  it('that ends anywhere within is cut, or no file of CloudTrail’s', () => {
    const text = JSON.stringify({ Records: [one, two] });
    for (let length = 0; length < text.length; length += 1)
      expect(split(text.slice(0, length), 50).shape).toBe(length < 12 ? 'other' : 'cut');
  });
});

it.each([
  ['a list', '[{"a":1}]'],
  ['another object', '{"Events":[{"a":1}]}'],
  ['a member before', '{"a":1,"Records":[{"a":1}]}'],
  ['a member behind', '{"Records":[{"a":1}],"b":2}'],
  ['one record a line', '{"Records":[]}\n{"Records":[]}'],
  ['what is no object in the list', '{"Records":[{"a":1},null]}'],
  ['no comma between', '{"Records":[{"a":1}{"a":2}]}'],
  ['a comma at the end', '{"Records":[{"a":1},]}'],
  ['a comma at the beginning', '{"Records":[,{"a":1}]}'],
  ['blanks without end', ' '.repeat(10_000)],
])('%s is another form', (_what, text) => {
  for (const size of [1, 9, 100_000]) expect(split(text, size).shape).toBe('other');
});

it('a record that is no JSON is text, and the others stand beside it', () => {
  expect(split('{"Records":[{"a":1},{"eventSource":oops},{"b":"]"}]}', 5)).toEqual({
    records: [{ a: 1 }, '{"eventSource":oops}', { b: ']' }],
    shape: 'records',
  });
});

it('a record without an end takes no more memory than its beginning', () => {
  const splitter = new RecordSplitter();
  splitter.push(Buffer.from('{"Records":[{"x":"'));
  const before = process.memoryUsage().arrayBuffers;
  const piece = Buffer.alloc(1_000_000, 'x');
  // What was let go is collected in time, not at once: half of all is far more than that.
  for (let turn = 0; turn < 400; turn += 1) splitter.push(Buffer.from(piece));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000);
  const [record] = splitter.push(Buffer.from('"}]}'));
  expect(record?.length).toBe(262_144);
  expect(splitter.end()).toBe('records');
});

it.each<[boolean, string, unknown]>([
  [true, 'its own', one],
  [false, 'another service’s', two],
  [true, 'what says no service', { eventName: 'X' }],
  [true, 'what holds another source within', { ...two, requestParameters: { eventSource: 'x' } }],
])('%s for %s', (concerns, _what, record) => {
  expect(mayConcern(Buffer.from(JSON.stringify(record)))).toBe(concerns);
});

it('a name that is spelled with escapes is seen', () => {
  expect(mayConcern(Buffer.from(String.raw`{"eventSource":"\u0073ecretsmanager.amazonaws.com"}`))).toBe(true);
});
