import { expect, it } from 'vitest';
import { noneYet } from '@/lib/domain/trail/few';
import { describeDigests, isWhole, type DigestReport } from './digest-report';

const WHOLE: DigestReport = {
  digests: 3,
  sound: 3,
  unsigned: 0,
  faults: noneYet(),
  named: 1200,
  intact: 1200,
  altered: noneYet(),
  missing: noneYet(),
  unnamed: { count: 12, first: ['late'] },
  strays: 0,
};
const few = (count: number, ...first: string[]) => ({ count, first });
const FAULT = {
  path: 'digest',
  rule: 'it is missing',
  time: { from: new Date('2026-10-01T01:00:00Z'), to: new Date('2026-10-01T02:00:00Z') },
};

it('what is whole is said in a line, and what nothing vouches for', () => {
  expect([...describeDigests(WHOLE)]).toEqual([
    '3 digest files, 3 signed by CloudTrail: of 1,200 log files that they name, 1,200 read as they were delivered.',
    '12 files that no signed digest names: imported, and nothing vouches for them:',
    '  late',
    '  and 11 more',
  ]);
  expect(isWhole(WHOLE)).toBe(true);
  expect(isWhole({ ...WHOLE, unsigned: 1, sound: 2 })).toBe(true);
});

it.each<[string, Partial<DigestReport>, string]>([
  ['altered', { altered: few(1, 'a') }, '1 log file was altered since delivery, and not imported:'],
  ['missing', { missing: few(2, 'a', 'b') }, '2 log files are missing, or could not be read:'],
  [
    'strays',
    { strays: 2 },
    '12 files that no signed digest names, 2 of them though digests speak of their time: imported, and nothing vouches for them:',
  ],
  [
    'faults',
    { faults: { count: 1, first: [FAULT] } },
    '  digest: it is missing (delivered 2026-10-01 01:00:00 to 2026-10-01 02:00:00 UTC)',
  ],
  [
    'no digests',
    { digests: 0 },
    'No digest file is there: nothing shows whether these files are as CloudTrail delivered them.',
  ],
])('of %s nothing is whole', (_, changes, line) => {
  const report = { ...WHOLE, ...changes };
  expect(isWhole(report)).toBe(false);
  expect([...describeDigests(report)]).toContain(line);
});

it('a file’s name is no word of ours', () => {
  const lines = [...describeDigests({ ...WHOLE, altered: few(1, '\u001B[2K\rall is well') })];
  expect(lines).toContain('  \\u001b[2K\\u000dall is well');
});
