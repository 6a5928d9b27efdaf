import { describe, expect, test } from 'vitest';
import type { AdoptionFacts, AdoptionReader, Asked } from './adoption-facts';
import { judgeAdoption } from './judge-adoption';

const NOW = new Date('2026-11-20T12:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const [HOUR, DAY] = [60, 1440];
const NEW = '00000000-0000-4000-8000-00000000000a';
const OLD = '00000000-0000-4000-8000-00000000000b';
const PENDING = '00000000-0000-4000-8000-00000000000c';

/** Asks for nothing but the secret, unless something else is said. */
const asked = (lastAt: Date, change: Partial<Asked> = {}): Asked => ({
  versionId: null,
  versionStage: null,
  firstAt: lastAt,
  lastAt,
  ...change,
});

const reader = (label: string, change: Partial<AdoptionReader> = {}): AdoptionReader => ({
  principal: { id: `arn:aws:iam::111122223333:role/${label}`, type: 'role', accountId: '111122223333', label },
  actorKind: 'workload',
  who: null,
  reads: 700,
  firstAt: ago(30 * DAY),
  lastAt: ago(5 * HOUR),
  medianIntervalSeconds: 3600,
  p95IntervalSeconds: 4000,
  asked: [],
  ...change,
});

/** By its cadence in seconds: half of its reads follow sooner, and 95 of 100 by the second. */
const silent = (lastAt: Date, median: number, p95 = median): AdoptionReader =>
  reader('api', { lastAt, medianIntervalSeconds: median, p95IntervalSeconds: p95 });

const facts = (change: Partial<AdoptionFacts> = {}): AdoptionFacts => ({
  current: { versionId: NEW, after: ago(4 * HOUR), by: ago(4 * HOUR) },
  versionStages: { [NEW]: ['AWSCURRENT'], [OLD]: ['AWSPREVIOUS'], [PENDING]: ['AWSPENDING'] },
  readers: [],
  allReaders: true,
  coverage: [{ from: ago(90 * DAY), to: ago(2), source: 'lookup-events' }],
  rotationLambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-db',
  now: NOW,
  ...change,
});
const judge = (readers: readonly AdoptionReader[], change: Partial<AdoptionFacts> = {}) =>
  judgeAdoption(facts({ readers, ...change }));
const only = (one: AdoptionReader, change: Partial<AdoptionFacts> = {}) => {
  const [judged] = judge([one], change).readers;
  if (!judged) throw new Error('no reader');
  return judged;
};

describe('what a read of after the change got, by what it asked for', () => {
  const at = ago(HOUR);
  test.each<[string, Partial<Asked>, string]>([
    ['neither id nor label: the current one', {}, 'adopted'],
    ['AWSCURRENT', { versionStage: 'AWSCURRENT' }, 'adopted'],
    ['the id of the current one', { versionId: NEW }, 'adopted'],
    ['the same in capitals', { versionId: NEW.toUpperCase() }, 'adopted'],
    ['AWSPREVIOUS', { versionStage: 'AWSPREVIOUS' }, 'old'],
    ['the id of the one before', { versionId: OLD }, 'old'],
    ['an id that is no version any more', { versionId: '00000000-0000-4000-8000-00000000000f' }, 'old'],
    ['the pending one', { versionStage: 'AWSPENDING' }, 'unknown'],
    ['the id of the pending one', { versionId: PENDING }, 'unknown'],
    ['a label that is on nothing', { versionStage: 'blue' }, 'unknown'],
    ['an id with a label', { versionId: OLD, versionStage: 'AWSPREVIOUS' }, 'old'],
  ])('%s', (_what, change, state) => {
    expect(only(reader('api', { lastAt: at, asked: [asked(at, change)] })).state).toBe(state);
  });

  test('a label of one’s own is where it is', () => {
    const one = reader('api', { lastAt: at, asked: [asked(at, { versionStage: 'blue' })] });
    const on = (versionId: string) => ({ versionStages: { [NEW]: ['AWSCURRENT'], [versionId]: ['blue'] } });
    expect(only(one, { versionStages: { [NEW]: ['AWSCURRENT', 'blue'] } }).state).toBe('adopted');
    expect(only(one, on(OLD)).state).toBe('old');
  });

  test('between two looks nobody can tell, and the next read does', () => {
    const current = { versionId: NEW, after: ago(4 * HOUR), by: ago(2 * HOUR) };
    const between = asked(ago(3 * HOUR), { firstAt: null });
    expect(only(reader('api', { lastAt: between.lastAt, asked: [between] }), { current })).toMatchObject({
      state: 'unknown',
      says: 'Read while the version changed: nobody can tell which one it got.',
    });
    const since = asked(ago(HOUR), { firstAt: ago(1.5 * HOUR) });
    expect(only(reader('api', { lastAt: since.lastAt, asked: [since] }), { current })).toMatchObject({
      state: 'adopted',
      adoptedAt: ago(1.5 * HOUR),
    });
  });

  test('who reads both has the new one, and who went back to the old one has not', () => {
    const both = [asked(ago(10), { firstAt: ago(HOUR) }), asked(ago(9), { firstAt: ago(HOUR), versionId: OLD })];
    const fetchesBoth = judge([reader('api', { lastAt: ago(9), asked: both })]);
    expect(fetchesBoth.readers[0]).toMatchObject({ state: 'adopted', oldAt: ago(9) });
    expect(fetchesBoth.readers[0]?.says).toMatch(/still asks for a version by its id, too/);
    expect(fetchesBoth.previousUnusedSince).toBeNull();
    const back = [asked(ago(3 * HOUR)), asked(ago(10), { versionId: OLD })];
    expect(only(reader('api', { lastAt: ago(10), asked: back })).state).toBe('old');
  });
});

describe('a silent reader, by its cadence', () => {
  const S = 1 / 60;
  const daily = 24 * 3600;
  test.each<[string, AdoptionReader, string, number | null]>([
    ['every 10 s, silent for 5 minutes: events are late', silent(ago(5), 10), 'pending', 5 - 10 * S],
    ['every 10 s, silent for 14 minutes', silent(ago(14), 10), 'pending', 14 - 10 * S],
    ['every 10 s, silent for 16 minutes', silent(ago(16), 10), 'late', 16 - 10 * S],
    ['hourly, last read 50 minutes ago', silent(ago(50), 3600), 'waiting', -10],
    ['hourly, due 10 minutes ago', silent(ago(70), 3600), 'pending', 10],
    ['hourly, due 20 minutes ago', silent(ago(80), 3600), 'late', 20],
    ['hourly, and 95 of 100 within 3 hours', silent(ago(80), 3600, 3 * 3600), 'waiting', -100],
    ['daily, read before the change', silent(ago(20 * HOUR), daily), 'waiting', -4 * HOUR],
    ['daily, two days ago', silent(ago(48 * HOUR), daily), 'late', 24 * HOUR],
    [
      'only when it starts, every other day',
      reader('api', { reads: 45, lastAt: ago(30 * HOUR), medianIntervalSeconds: 2, p95IntervalSeconds: 2 * daily }),
      'waiting',
      -18 * HOUR,
    ],
    [
      'once in 30 days',
      reader('api', { reads: 1, medianIntervalSeconds: null, p95IntervalSeconds: null }),
      'unknown',
      null,
    ],
    [
      'often, in days that are known as sums alone',
      reader('api', { medianIntervalSeconds: null, p95IntervalSeconds: null }),
      'unknown',
      null,
    ],
  ])('%s', (_what, one, state, expected) => {
    // A change before all of these last reads would have been read: it lies a minute after each.
    const by = new Date(one.lastAt.getTime() + 60_000);
    const judged = only(one, { current: { versionId: NEW, after: by, by } });
    expect(judged.state).toBe(state);
    expect(judged.expectedBy).toEqual(expected === null ? null : new Date(Math.round(ago(expected).getTime())));
    expect(judged.says).not.toBe('');
  });

  test('of one that reads when it starts, it says that only a start brings the new value', () => {
    const one = reader('api', { reads: 45, medianIntervalSeconds: 2, p95IntervalSeconds: 2 * daily });
    expect(only(one).says).toMatch(/until then it keeps the old value/);
  });
});

test('who had stopped before the change is late, and is said to have', () => {
  expect(only(silent(ago(10 * HOUR), 600)).says).toMatch(/^Had stopped reading before the change/);
  expect(only(silent(ago(5 * HOUR), 600)).says).toMatch(/^Has not read since/);
});

describe('a gap is no silence', () => {
  const source = 'lookup-events' as const;
  const late = silent(ago(10 * HOUR), 10);
  test.each<[string, AdoptionFacts['coverage'], number, string]>([
    ['all is known', [{ from: ago(90 * DAY), to: ago(2), source }], 0, 'late'],
    ['nothing is', [], 1, 'unknown'],
    ['it ends with the change', [{ from: ago(90 * DAY), to: ago(4 * HOUR), source }], 1, 'unknown'],
    ['it is three hours behind', [{ from: ago(90 * DAY), to: ago(3 * HOUR), source }], 1, 'unknown'],
    [
      'an hour is missing',
      [
        { from: ago(90 * DAY), to: ago(3 * HOUR), source },
        { from: ago(2 * HOUR), to: ago(1), source },
      ],
      1,
      'unknown',
    ],
    [
      'two polls are next to each other',
      [
        { from: ago(90 * DAY), to: ago(3 * HOUR), source },
        { from: new Date(ago(3 * HOUR).getTime() + 900), to: ago(1), source },
      ],
      0,
      'late',
    ],
    [
      'a gap from before the change',
      [
        { from: ago(90 * DAY), to: ago(6 * HOUR), source },
        { from: ago(5 * HOUR), to: ago(1), source },
      ],
      0,
      'late',
    ],
  ])('%s', (_what, coverage, gaps, state) => {
    const told = judge([late], { coverage });
    expect([told.readers[0]?.state, told.since.gaps.length]).toEqual([state, gaps]);
  });

  test('what was read is told, whatever is missing', () => {
    const one = reader('api', { lastAt: ago(HOUR), asked: [asked(ago(HOUR))] });
    expect(only(one, { coverage: [] }).state).toBe('adopted');
  });
});

describe('of all together', () => {
  const has = (label: string, minutes: number) =>
    reader(label, { lastAt: ago(1), asked: [asked(ago(1), { firstAt: ago(minutes) })] });
  const [late, waiting] = [silent(ago(10 * HOUR), 10), silent(ago(20 * HOUR), 24 * 3600)];
  const rare = reader('rare', { reads: 2, medianIntervalSeconds: null, p95IntervalSeconds: null });
  const pinned = reader('pinned', { lastAt: ago(30), asked: [asked(ago(30), { versionId: OLD })] });
  const ana = reader('sso', { actorKind: 'person', who: 'ana' });

  test.each<[string, AdoptionReader[], string, number, number, RegExp]>([
    ['all have it', [has('a', 60), has('b', 90)], 'adopted', 2, 2, /^Every program/],
    ['nobody reads it', [], 'no-readers', 0, 0, /^No program has read it/],
    ['a person alone does', [ana], 'no-readers', 0, 0, /^No program has read it/],
    ['one is late', [has('a', 60), late, waiting, rare], 'behind', 1, 4, /^Keep the previous version: api may/],
    ['one is pinned', [has('a', 60), pinned], 'behind', 1, 2, /^Keep the previous version: pinned may/],
    ['one is still to read', [has('a', 60), waiting, rare], 'under-way', 1, 3, /until api has read\.$/],
    ['of one nobody can tell', [has('a', 60), rare], 'unsure', 1, 2, /whether rare has the new version/],
  ])('%s', (_what, readers, verdict, adopted, of, sentence) => {
    const told = judge(readers);
    expect([told.verdict, told.adopted, told.of]).toEqual([verdict, adopted, of]);
    expect(told.sentence).toMatch(sentence);
  });

  test('who has yet to read comes first, and people come last', () => {
    const told = judge([has('a', 60), ana, rare, waiting, silent(ago(5), 10), pinned, late]);
    expect(told.readers.map(({ state }) => state)).toEqual([
      'old',
      'late',
      'unknown',
      'pending',
      'waiting',
      'adopted',
      'aside',
    ]);
    expect(told.expectedBy).toEqual(new Date(waiting.lastAt.getTime() + 24 * 3600 * 1000));
  });

  test('the previous version is unused since the last of them had the new one', () => {
    expect(judge([has('a', 60), has('b', 90)]).previousUnusedSince).toEqual(ago(60));
    expect(judge([]).previousUnusedSince).toEqual(ago(4 * HOUR));
    const looked = { ...ana, lastAt: ago(20), asked: [asked(ago(20), { versionStage: 'AWSPREVIOUS' })] };
    expect(judge([has('a', 60), looked]).previousUnusedSince).toEqual(ago(20));
    const before = reader('b', {
      lastAt: ago(1),
      asked: [asked(ago(1), { firstAt: ago(30) }), asked(ago(40), { versionId: OLD })],
    });
    expect(judge([has('a', 60), before]).previousUnusedSince).toEqual(ago(30));
  });

  test.each<[string, AdoptionReader[], Partial<AdoptionFacts>]>([
    ['somebody still needs it', [has('a', 60), pinned], {}],
    ['somebody is still to read', [has('a', 60), waiting], {}],
    ['of somebody nobody can tell', [has('a', 60), rare], {}],
    ['there is none', [has('a', 60)], { versionStages: { [NEW]: ['AWSCURRENT'] } }],
    [
      'readers before may be missing',
      [has('a', 60)],
      { coverage: [{ from: ago(DAY), to: ago(1), source: 'lookup-events' }] },
    ],
    [
      'the time since is not known',
      [has('a', 60)],
      { coverage: [{ from: ago(90 * DAY), to: ago(3 * HOUR), source: 'lookup-events' }] },
    ],
    ['there are more readers than are listed', [has('a', 60)], { allReaders: false }],
  ])('it is not said to be unused where %s', (_why, readers, change) => {
    const told = judge(readers, change);
    expect(told.previousUnusedSince).toBeNull();
    expect(told.verdict).not.toBe(change.versionStages ? 'unsure' : 'adopted');
  });

  test('its rotation function and reveals here are not waited for', () => {
    const own = reader('rotate', { who: 'lambda rotate-db', asked: [asked(ago(4 * HOUR), { versionId: NEW })] });
    const reveal = reader('reveal', { actorKind: 'this-dashboard', who: 'ana' });
    expect(judge([has('a', 60), own, reveal])).toMatchObject({ verdict: 'adopted', adopted: 1, of: 1 });
  });
});
