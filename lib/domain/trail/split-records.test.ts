import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfAnotherService } from './place-record';
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
  const file = Buffer.from(`{"Records":[{"a":1},{"eventSource":oops},${JSON.stringify(two)},{"b":"]"}]}`);
  const records = new RecordSplitter().push(file).filter(mayConcern).map(parseRecord);
  expect(records).toEqual([{ a: 1 }, '{"eventSource":oops}', { b: ']' }]);
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
  [false, 'another service’s, whatever stands before', { a: [{ b: '{"[\\' }], 'x"': '\\', ...two }],
  [false, 'another service’s that was called for Secrets Manager', { ...two, invokedBy: one.eventSource }],
  [true, 'what says no service', { eventName: 'X' }],
  [true, 'what says that it has none', { eventName: 'X', eventSource: null }],
  [true, 'what names an empty one', { eventName: 'X', eventSource: '' }],
  [true, 'what names one by a number', { eventName: 'X', eventSource: 7 }],
  [true, 'what names one by a list', { eventName: 'X', eventSource: ['s3.amazonaws.com'] }],
  [true, 'what names one within alone', { eventName: 'X', requestParameters: { eventSource: 's3.amazonaws.com' } }],
  [true, 'what names one within a list alone', { eventName: 'X', resources: [{ eventSource: 's3.amazonaws.com' }] }],
  [true, 'what has a member of almost that name', { eventName: 'X', '"eventSource': 's3.amazonaws.com' }],
  [true, 'what has it as a text', { eventName: 'eventSource' }],
  [true, 'what holds another source within', { ...two, requestParameters: { eventSource: 'x' } }],
])('%s for %s', (concerns, _what, record) => {
  for (const space of [0, 1]) expect(mayConcern(Buffer.from(JSON.stringify(record, null, space)))).toBe(concerns);
});

it('is true wherever the record itself does not say that it is another service’s', () => {
  const source = fc.constantFrom('s3.amazonaws.com', 'secretsmanager.amazonaws.com', '', null, 7);
  const record = fc.tuple(fc.jsonValue(), source, fc.jsonValue(), fc.boolean()).map(([a, eventSource, b, isThere]) => ({
    a,
    ...(isThere && { eventSource }),
    b,
    c: { eventSource },
  }));
  fc.assert(
    fc.property(record, (raw) => {
      expect(mayConcern(Buffer.from(JSON.stringify(raw))) || isOfAnotherService(raw)).toBe(true);
    }),
  );
});

it.each([
  String.raw`{"eventSource":"\u0073ecretsmanager.amazonaws.com"}`,
  String.raw`{"eventSource":"s3.amazonaws.com\n"}`,
  String.raw`{"x":"\"eventSource":"s3.amazonaws.com"}`,
  '{"x"eventSource":"s3.amazonaws.com"}',
  '{"eventSource" "s3.amazonaws.com"}',
  '{"eventSource":"s3.amazonaws.com',
  '{"eventSource":oops}',
])('nothing is passed over for %s', (text) => {
  expect(mayConcern(Buffer.from(text))).toBe(true);
});
