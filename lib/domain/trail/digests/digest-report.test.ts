import { expect, it } from 'vitest';
import { noneYet } from '@/lib/domain/trail/few';
import { describeCovered, describeDigests, isWhole, type DigestReport } from './digest-report';

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
  completeReads: [],
  covered: [],
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

it('what is covered is said by trail and scope, and that it rests on what a person said', () => {
  const says = (changes: Partial<DigestReport>) => [...describeCovered({ ...WHOLE, ...changes })];
  expect([...describeCovered(null)]).toEqual([expect.stringContaining('No time counts as covered')]);
  expect(says({})).toEqual([expect.stringContaining('--complete-reads')]);
  const trail = { scopeId: '111122223333:eu-west-1', trail: 't', bucket: 'b', intervals: [], doubt: null };
  const interval = { ...FAULT.time, source: 'trail-files' as const };
  const covered = [{ ...trail, intervals: [interval] }, trail, { ...trail, doubt: 'it is not known' }];
  expect(says({ completeReads: ['t'], covered })).toEqual([
    'Covered, since you said that all reads are recorded by t:',
    '  111122223333:eu-west-1  t in b: 2026-10-01 01:00:00 to 2026-10-01 02:00:00 UTC',
    '  111122223333:eu-west-1  t in b: nothing, since no whole hour is left between the ends of its chains, which stay open',
    '  111122223333:eu-west-1  t in b: nothing, since it is not known',
  ]);
  const many = Array.from({ length: 30 }, () => interval);
  expect(says({ completeReads: ['t'], covered: [{ ...trail, intervals: many }] }).slice(-1)).toEqual(['  and 10 more']);
  expect(says({ completeReads: ['t'] })).toContainEqual(expect.stringContaining('nothing: no account'));
});
