import { expect, it } from 'vitest';
import { explainAwsDay, type AwsDayFacts, type AwsDayReason } from './aws-day';

const now = new Date('2026-11-20T12:00:00Z');
const from = (day: string, to = now) => [{ from: new Date(`${day}T00:00:00Z`), to }];
const at = (time: string) => new Date(time);

it.each<[string, Partial<AwsDayFacts>, AwsDayReason | null]>([
  ['AWS knows of none', { lastAccessedOn: null }, null],
  ['the same day', { lastReadAt: at('2026-11-18T00:00:01Z') }, null],
  ['a later read is known, as of a replica', { lastReadAt: at('2026-11-19T01:00:00Z') }, null],
  ['no read is known of a covered day', {}, 'not-told'],
  ['reads of days before are known', { lastReadAt: at('2026-11-17T23:59:59Z') }, 'not-told'],
  ['a day before the history begins', { coverage: from('2026-11-19') }, 'not-covered'],
  ['a day on which it begins', { coverage: [{ from: at('2026-11-18T06:00:00Z'), to: now }] }, 'covered-in-part'],
  ['nothing is covered', { coverage: [] }, 'not-covered'],
  ['today', { lastAccessedOn: '2026-11-20' }, 'may-come'],
  [
    'today, of which nothing was looked at',
    { lastAccessedOn: '2026-11-20', coverage: from('2026-11-10', at('2026-11-19T22:00:00Z')) },
    'not-covered',
  ],
])('%s', (_, change, reason) => {
  const facts = { lastAccessedOn: '2026-11-18', lastReadAt: null, coverage: from('2026-11-10'), now };
  expect(explainAwsDay({ ...facts, ...change })).toBe(reason);
});
