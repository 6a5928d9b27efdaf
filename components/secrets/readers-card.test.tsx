import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ReadersCard, versionWords } from './readers-card';

test.each([
  ['v2', null, 'current'],
  ['11111111-2222', 'AWSPREVIOUS', '11111111…'],
  [null, 'AWSPREVIOUS', 'AWSPREVIOUS'],
  [null, null, 'not recorded'],
])('a reader of version %s with label %s reads: %s', (lastVersionId, lastVersionStage, words) => {
  expect(versionWords({ lastVersionId, lastVersionStage }, 'v2')).toBe(words);
});

test('no readers is said without more only where every region of the secret is looked at', () => {
  const now = '2026-11-20T12:00:00.000Z';
  const coverage = [{ from: '2026-09-01T00:00:00.000Z', to: now, source: 'lookup-events' as const, lag: 0 }];
  const access = {
    events: [],
    readers: [],
    days: [],
    coverage,
    unwatched: [],
    awsDay: null,
    unkept: [],
    nextCursor: null,
  };
  const textOf = (unwatched: string[]) =>
    renderToStaticMarkup(<ReadersCard access={{ ...access, unwatched }} current={null} now={now} />);
  expect(textOf([])).toMatch(/No readers<.*nobody has read it\./s);
  expect(textOf(['ap-south-1'])).toMatch(/No readers known.*where it is looked for.*ap-south-1.*unknown/s);
});
