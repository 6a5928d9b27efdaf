import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { atHour, hashOf, logName, makeChain, makeKey, signDigest } from '@/lib/domain/testing/digest-chain';
import { createFileCheck } from './check-files';
import type { GivenDigest } from './judge-digests';
import { toCovered } from './to-covered';

const key = makeKey();
const fileOf = (hour: number) => ({
  name: logName(hour),
  hash: hashOf(`${hour}`),
  oldest: atHour(hour - 0.25),
  newest: atHour(hour + 0.5),
});
const HOURS = 9;
/** Half an hour before the last digest begins. */
const END = 7.5;
const everyHour = Array.from({ length: HOURS }, (_, hour) => hour);
const chain = makeChain(key, HOURS, (hour) => ({ files: [fileOf(hour)] }));
const [first] = chain;
if (!first) throw new Error('no chain');
/** Without the trail's first hour. */
const later = chain.slice(1);
const without = (...hours: number[]) => chain.filter((_, hour) => !hours.includes(hour));

const NONE: readonly GivenDigest[] = [];
function cover(sound: readonly GivenDigest[], more: Partial<Parameters<typeof toCovered>[0]> = {}) {
  return toCovered({ sound, unproven: NONE, unreadable: [], unread: [], completeReads: ['all-events'], ...more });
}
/** In hours since the first digest began. */
const hours = (covered: ReturnType<typeof toCovered>) =>
  covered.flatMap(({ intervals }) =>
    intervals.map(({ from, to }) => [from, to].map((at) => (at.getTime() - atHour(0).getTime()) / 3_600_000)),
  );
/** With all files read but those of these hours. */
function lacking(digests: readonly GivenDigest[], ...missing: number[]) {
  const check = createFileCheck(digests);
  for (let hour = 0; hour < HOURS; hour += 1)
    if (!missing.includes(hour)) check.noteRead(fileOf(hour).name, fileOf(hour).hash);
  return { unread: check.unread() };
}

describe('an unbroken chain', () => {
  it('covers from where it goes on, to half an hour before its last digest begins', () => {
    expect(cover(later)).toEqual([
      {
        scopeId: '111122223333:eu-west-1',
        trail: 'all-events',
        bucket: first.bucket,
        intervals: [{ from: atHour(1), to: atHour(END), source: 'trail-files' }],
        doubt: null,
      },
    ]);
    expect(cover(later.toReversed())).toEqual(cover(later));
  });

  it('does not cover the hour in which it begins, in which its trail may have been off', () => {
    expect(hours(cover(chain))).toEqual([[1, END]]);
    expect(hours(cover([first]))).toEqual([]);
  });

  it('does not cover the hour of its last digest, within which its trail may have been turned off', () => {
    // Turned off within the hour of the last one, and on again an hour after it.
    const again = signDigest({ key, hour: HOURS + 1 });
    expect(hours(cover([...chain, again]))).toEqual([[1, END]]);
    expect(hours(cover(chain.slice(0, -1)))).toEqual([[1, END - 1]]);
  });

  it('ends where a digest is missing, and where one begins anew', () => {
    expect(hours(cover(without(4)))).toEqual([
      [1, 2.5],
      [5, END],
    ]);
    const anew = [signDigest({ key, hour: 9 })];
    for (const hour of [10, 11, 12]) anew.push(signDigest({ key, hour, previous: anew.at(-1) }));
    expect(hours(cover([...chain, ...anew]))).toEqual([
      [1, END],
      [10, 11.5],
    ]);
  });

  it('ends where the next goes on from another one in its place, or leaves out a time', () => {
    const other = signDigest({ key, hour: 4, previous: chain[3] });
    expect(hours(cover([...without(4), other]))).toEqual([
      [1, 3.5],
      [5, END],
    ]);
    const gap = { digestStartTime: '2026-10-01T09:00:01Z' };
    const last = signDigest({ key, hour: HOURS, previous: chain.at(-1), changes: gap });
    expect(hours(cover([...chain, last]))).toEqual([[1, END]]);
  });

  it('counts by trail, account and region alone', () => {
    const other = makeChain(key, 4, () => ({ trail: 'other' }));
    const far = makeChain(key, 4, () => ({ account: '999922223333' }));
    const covered = cover([...later, ...other, ...far]);
    expect(covered.map(({ scopeId }) => scopeId)).toEqual(['111122223333:eu-west-1', '999922223333:eu-west-1']);
    expect(hours(covered)).toEqual([
      [1, END],
      [1, 2.5],
    ]);
  });
});

it('what is shorter than an hour is not worth saying', () => {
  expect(hours(cover(chain.slice(1, 3)))).toEqual([]);
  expect(hours(cover(chain.slice(1, 4)))).toEqual([[1, 2.5]]);
});

it('nothing is covered by a trail of which nobody says that it records all reads', () => {
  expect(cover(chain, { completeReads: [] })).toEqual([]);
  expect(cover(chain, { completeReads: ['all'] })).toEqual([]);
});

describe('a log file that was not read as it was delivered', () => {
  const SECOND = 1 / 3600;
  it('leaves the time of its events open, also in the hour before', () => {
    expect(hours(cover(later, lacking(later, 3)))).toEqual([
      [1, expect.closeTo(2.75 - SECOND, 6)],
      [expect.closeTo(3.5 + SECOND, 6), END],
    ]);
    expect(hours(cover(later, lacking(later, 1, 2)))).toEqual([[expect.closeTo(2.5 + SECOND, 6), END]]);
    expect(hours(cover(later, lacking(later, ...everyHour)))).toEqual([]);
  });

  it('leaves its whole hour open, and half an hour before, where its digest does not say when its events were', () => {
    const silent = makeChain(key, HOURS, (hour) => ({ files: [{ name: logName(hour), hash: hashOf(`${hour}`) }] }));
    expect(hours(cover(silent.slice(1), lacking(silent.slice(1), 3)))).toEqual([
      [1, 2.5],
      [4, END],
    ]);
  });

  it('of another trail leaves nothing open', () => {
    const other = makeChain(key, HOURS, (hour) => ({ trail: 'other', files: [fileOf(hour)] }));
    const both = [...later, ...other];
    const check = createFileCheck(other);
    expect(hours(cover(both, { unread: check.unread() }))).toEqual([[1, END]]);
  });
});

describe('digests of what others left out', () => {
  const late = signDigest({ key, hour: 3, suffix: '_backfill', files: [{ ...fileOf(3), name: logName(3, 'late') }] });

  it('cover nothing by themselves, and break nothing', () => {
    expect(hours(cover([...later, late]))).toEqual([[1, END]]);
    expect(hours(cover([late]))).toEqual([]);
  });

  it('leave open the time of files that they name and that are not there', () => {
    const both = [...later, late];
    const [, [from] = []] = hours(cover(both, lacking(both)));
    expect(from).toBeCloseTo(3.5, 2);
  });

  it('leave their time open where they are not proven, and all of it where they cannot be read', () => {
    expect(hours(cover(later, { unproven: [late] }))).toEqual([
      [1, 2.5],
      [4, END],
    ]);
    const covered = cover(later, { unreadable: [late.path] });
    expect(covered).toMatchObject([{ intervals: [], doubt: expect.stringContaining('cannot be read') }]);
    expect(hours(cover(later, { unreadable: [first.path, 'x'] }))).toEqual([[1, END]]);
  });
});

it('two trails of one name leave everything open: somebody may have made the second one to record less', () => {
  const bucket = { digestS3Bucket: 'another-bucket' };
  const theirs = [signDigest({ key, hour: 9, changes: bucket })];
  for (const hour of [10, 11]) theirs.push(signDigest({ key, hour, previous: theirs.at(-1), changes: bucket }));
  expect(cover([...later, ...theirs])).toMatchObject([
    { intervals: [], doubt: expect.stringContaining('whether that is one trail is not known') },
  ]);
  theirs.push(signDigest({ key, hour: 12, previous: theirs.at(-1), changes: bucket }));
  expect(hours(cover(theirs))).toEqual([[10, 11.5]]);
});

it('whatever is missing, no time of an event in a file that was not read is covered, nor any beside the chain', () => {
  fc.assert(
    fc.property(fc.subarray(everyHour), fc.subarray(everyHour), (gone, missing) => {
      const given = without(...gone);
      const covered = cover(given, lacking(given, ...missing)).flatMap(({ intervals }) => intervals);
      const named = missing.filter((hour) => !gone.includes(hour));
      for (const { from, to } of covered) {
        for (const hour of named) {
          const { oldest, newest } = fileOf(hour);
          expect(to < oldest || from > newest).toBe(true);
        }
        // Nor of the hour before one whose digest is gone, which may be a chain's last, and of what it may deliver.
        for (const hour of gone) expect(to <= atHour(hour - 1.5) || from >= atHour(hour + 1)).toBe(true);
        expect(from >= atHour(1) && to <= atHour(END)).toBe(true);
      }
    }),
  );
});
