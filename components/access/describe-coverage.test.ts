import { expect, test } from 'vitest';
import type { CoverageView } from '@/lib/contract/access';
import { describeCoverage } from './describe-coverage';

const NOW = Date.parse('2026-11-22T13:04:00.000Z');
const held = (from: string, to: string, source: CoverageView['source'] = 'lookup-events'): CoverageView => {
  const end = `2026-11-${to}:00:00.000Z`;
  return { from: `2026-11-${from}:00:00.000Z`, to: end, source, lag: (NOW - Date.parse(end)) / 1000 };
};
const files = (from: string, to: string) => held(from, to, 'trail-files');

test.each<[string, CoverageView[], string, string[]]>([
  ['nothing', [], 'history not covered: no reads are known, which does not mean that there were none', []],
  [
    'what is followed ends now',
    [held('20T06', '22T13'), held('18T00', '19T00')],
    'covered 2026-11-18 00:00 UTC to now by LookupEvents, lag 4 min',
    ['2026-11-19 00:00 to 2026-11-20 06:00 UTC'],
  ],
  [
    'what is followed no more ended',
    [held('18T00', '22T10')],
    'covered 2026-11-18 00:00 UTC to 2026-11-22 10:00 UTC by LookupEvents',
    [],
  ],
  [
    'files end where they end, also a moment ago',
    [files('01T00', '22T13')],
    'covered 2026-11-01 00:00 UTC to 2026-11-22 13:00 UTC by trail files',
    [],
  ],
  [
    'files before what is followed',
    [files('01T00', '18T12'), held('18T00', '22T13')],
    'covered 2026-11-01 00:00 UTC to now by trail files and LookupEvents, lag 4 min',
    [],
  ],
  [
    'files fill what LookupEvents left out',
    [held('01T00', '10T00'), files('09T00', '19T00'), held('18T00', '22T13')],
    'covered 2026-11-01 00:00 UTC to now by trail files and LookupEvents, lag 4 min',
    [],
  ],
  [
    'files within what LookupEvents has read add nothing',
    [held('01T00', '22T13'), files('02T00', '10T00')],
    'covered 2026-11-01 00:00 UTC to now by LookupEvents, lag 4 min',
    [],
  ],
  [
    'a gap between both',
    [files('01T00', '10T00'), held('12T00', '22T13')],
    'covered 2026-11-01 00:00 UTC to now by trail files and LookupEvents, lag 4 min',
    ['2026-11-10 00:00 to 2026-11-12 00:00 UTC'],
  ],
])('%s', (_, coverage, words, gaps) => {
  expect(describeCoverage(coverage)).toEqual({ covered: words, gaps });
  expect(describeCoverage(coverage.toReversed())).toEqual({ covered: words, gaps });
});
