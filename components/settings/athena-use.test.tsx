import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AthenaUseView } from '@/lib/contract/athena';
import { AthenaUse } from './athena-use';

const NOW = '2026-11-20T18:00:00.000Z';
const USE: AthenaUseView = {
  asOf: '2026-11-20T17:59:00.000Z',
  problem: null,
  troubled: 0,
  bytesToday: 20e9,
  bytes30d: 60e9,
  queries30d: 3,
  days: 2,
  firstDay: '2026-06-01',
  lastDay: '2026-06-02',
  latest: [],
};
const PROBLEM = {
  code: 'unsupported',
  message: 'there is no such table.',
  remedy: 'Run the statement.',
  since: NOW,
  scope: '111122223333:eu-west-1',
};
const textOf = (use: AthenaUseView | null): string =>
  renderToStaticMarkup(<AthenaUse use={use} limit={100e9} now={NOW} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

test('what was asked says how it stands, what it scanned and which days it tells of', () => {
  expect(textOf(USE)).toMatch(/State fresh answered .*20 GB today \(UTC\) of 100 GB · 60 GB in 30 days by 3 queries/);
  expect(textOf(USE)).toContain('2 days of scopes, from 2026-06-01 to 2026-06-02');
  expect(textOf(USE)).not.toContain('Problem');
  expect(textOf({ ...USE, days: 0, firstDay: null, lastDay: null })).toContain('no day: nothing that the events');
  expect(textOf(null)).toContain('Nothing was asked yet');
});

test('a problem names its scope, and says where others have one', () => {
  const one = textOf({ ...USE, problem: PROBLEM, troubled: 1 });
  expect(one).toMatch(/limited .*Problem in 111122223333:eu-west-1 .*there is no such table\. .*Run the statement\./);
  expect(one).not.toContain('the worst of');
  expect(textOf({ ...USE, problem: PROBLEM, troubled: 1_200 })).toContain('the worst of 1,200 scopes with one');
});
