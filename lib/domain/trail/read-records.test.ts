import { expect, it } from 'vitest';
import { readRecords } from './read-records';

const one = { eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue' };
const two = { ...one, eventName: 'ListSecrets' };
const text = (value: unknown) => JSON.stringify(value);

it.each([
  ['as CloudTrail writes it', text({ Records: [one, two] })],
  ['with a mark of its byte order', `\uFEFF${text({ Records: [one, two] })}`],
  ['written over several lines', JSON.stringify({ Records: [one, two] }, null, 2)],
  ['a list', text([one, two])],
  [
    'what LookupEvents gives',
    text({ Events: [one, two].map((event) => ({ CloudTrailEvent: event })), NextToken: 'x' }),
  ],
  ['one record a line', `${text(one)}\n${text(two)}\n`],
  ['lines that end as on Windows, with empty ones between', `${text(one)}\r\n\r\n${text(two)}`],
])('%s gives its records', (_what, content) => {
  expect(readRecords(content)).toEqual({ ok: true, records: [one, two] });
});

it('one record alone is one', () => {
  expect(readRecords(text(one))).toEqual({ ok: true, records: [one] });
  expect(readRecords(text({ CloudTrailEvent: text(one) }))).toEqual({ ok: true, records: [text(one)] });
});

it('an hour without calls is no mistake', () => {
  expect(readRecords('{"Records":[]}')).toEqual({ ok: true, records: [] });
});

it('what is no record is given as it stands, and the others with it', () => {
  expect(readRecords(text({ Records: [null, 7, 'x', [], one] }))).toEqual({
    ok: true,
    records: [null, 7, 'x', [], one],
  });
  expect(readRecords(`${text(one)}\n{"cut":\n${text(two)}`)).toEqual({ ok: true, records: [one, '{"cut":', two] });
});

it('a line without an end is kept in part', () => {
  const found = readRecords(`${text(one)}\n"${'x'.repeat(300_000)}"`);
  expect(found).toMatchObject({ ok: true, records: [one, expect.stringMatching(/^"x+$/)] });
  expect(JSON.stringify(found).length).toBeLessThan(263_000);
});

it.each([
  ['nothing', '', 'it is empty'],
  ['blanks', ' \n\n', 'it is empty'],
  ['no JSON', 'hello', 'it is no JSON, or ends early'],
  ['no JSON in lines', 'a,b\nc,d\n', 'it is no JSON, or ends early'],
  ['half a file', text({ Records: [one, two] }).slice(0, -20), 'it is no JSON, or ends early'],
  [
    'half a file over several lines',
    JSON.stringify({ Records: [one] }, null, 2).slice(0, -5),
    'it is no JSON, or ends early',
  ],
  ['a number', '7', 'its JSON is neither object nor list'],
  ['a text that holds an object', text(text(one)), 'its JSON is neither object nor list'],
  ['another object', '{"a":1}', 'it has no list of Records'],
  ['Records that are no list', '{"Records":{"a":1}}', 'it has no list of Records'],
  ['inherited names', '{"__proto__":{"Records":[]}}', 'it has no list of Records'],
])('%s is refused with its reason', (_what, content, reason) => {
  expect(readRecords(content)).toEqual({ ok: false, reason });
});
