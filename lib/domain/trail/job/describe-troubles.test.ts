import { describe, expect, it } from 'vitest';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import { noneYet } from '@/lib/domain/trail/few';
import { describeTroubles } from './describe-troubles';

const whole: DigestReport = {
  digests: 24,
  sound: 24,
  unsigned: 0,
  faults: noneYet(),
  named: 10,
  intact: 10,
  altered: noneYet(),
  missing: noneYet(),
  unnamed: noneYet(),
  strays: 0,
  completeReads: [],
  covered: [],
};
const told = (change: Partial<Parameters<typeof describeTroubles>[0]> = {}) => [
  ...describeTroubles({
    digests: whole,
    hasNoTrail: null,
    strange: noneYet(),
    withheld: { count: 0, why: null },
    isWhole: true,
    ...change,
  }),
];
const few = (...first: string[]) => ({ count: first.length, first });

describe('what is wrong with a day’s folder', () => {
  it('is nothing where all is as it was delivered, or nobody asked', () => {
    expect(told()).toEqual([]);
    expect(told({ digests: null })).toEqual([]);
  });

  it('is what digests show, each in a line', () => {
    const fault = { path: 'a/b/digest.json.gz', rule: 'this digest is missing', time: null };
    const digests = { ...whole, faults: { count: 2, first: [fault] }, missing: few('log.json.gz'), strays: 3 };
    expect(told({ digests })).toEqual([
      '2 digests are missing or broken: digest.json.gz: this digest is missing',
      '1 log file that a digest names is missing, such as log.json.gz',
      '3 files that no digest names, though digests speak of their time: imported, and nothing vouches for them',
    ]);
    // What a look that was cut short did not come to is not missing.
    expect(told({ digests, isWhole: false }).some((line) => line.includes('log.json.gz'))).toBe(false);
    expect(told({ digests: { ...whole, digests: 0 }, hasNoTrail: 'a' })).toEqual([
      'no digest file is there: nothing shows whether its files are as CloudTrail delivered them',
    ]);
    expect(told({ hasNoTrail: 'a' })[0]).toContain('no digest file is of the trail a');
  });

  it('is what is withheld, and what CloudTrail did not put there, by a name that says no more than it should', () => {
    expect(told({ withheld: { count: 1, why: 'AccessDenied' } })).toEqual([
      '1 file could not be read yet: AccessDenied',
    ]);
    const [line = ''] = told({ strange: few(`a/${'\u202E\u0001'.repeat(200)}${'x'.repeat(400)}`) });
    expect(line).toMatch(/^1 object that CloudTrail did not put there, not read, such as /);
    expect(line.length).toBeLessThan(220);
    expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});
