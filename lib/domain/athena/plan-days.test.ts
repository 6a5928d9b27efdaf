import { describe, expect, it } from 'vitest';
import { isSilent, mostDays, ownsDay, planDays, toAthenaCoverage, type AskedDay } from './plan-days';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (text: string) => new Date(text);
const day = (name: string, change: Partial<AskedDay> = {}): AskedDay => ({
  day: name,
  owner: 'athena',
  askedAt: NOW,
  records: 9,
  ...change,
});
const plan = (change: Partial<Parameters<typeof planDays>[0]> = {}) =>
  planDays({ intervals: [], asked: [], since: '2026-11-01', until: null, most: 31, now: NOW, ...change });

describe('which days are asked for', () => {
  it('the newest that are over, as far back as the trail goes, a month at once', () => {
    expect(plan().ask).toEqual({ from: '2026-11-01', to: '2026-11-19' });
    expect(plan({ since: '2024-01-01' }).ask).toEqual({ from: '2026-10-20', to: '2026-11-19' });
  });

  it('not one that has just ended, nor today', () => {
    expect(plan({ now: at('2026-11-20T02:59:59Z') }).ask?.to).toBe('2026-11-18');
    expect(plan({ now: at('2026-11-20T03:00:00Z') }).ask?.to).toBe('2026-11-19');
    expect(plan({ now: at('2026-11-01T23:00:00Z') }).ask).toBeNull();
  });

  it('not those that the stored events tell whole; what they tell in part it is asked for', () => {
    const intervals = [{ from: at('2026-11-05T06:00:00Z'), to: NOW }];
    expect(plan({ intervals }).ask).toEqual({ from: '2026-11-01', to: '2026-11-05' });
    expect(plan({ intervals: [{ from: at('2026-11-01T00:00:00Z'), to: NOW }] }).ask).toBeNull();
  });

  it('once more when late files are there, and then no more', () => {
    const asked = [day('2026-11-19'), ...range(1, 18).map((name) => day(name))];
    expect(plan({ asked }).ask).toBeNull();
    const later = [...range(20, 22).map((name) => day(name, { askedAt: at('2026-11-30T00:00:00Z') })), ...asked];
    expect(plan({ asked: later, now: at('2026-11-23T02:59:59Z') }).ask).toEqual({
      from: '2026-11-17',
      to: '2026-11-18',
    });
    // Three were asked for before all of their late files were there; those before them, when they were.
    expect(plan({ asked: later, now: at('2026-11-23T03:00:00Z') }).ask).toEqual({
      from: '2026-11-17',
      to: '2026-11-19',
    });
    const again = later.map((one) => ({ ...one, askedAt: at('2026-11-26T12:00:00Z') }));
    expect(plan({ asked: again, now: at('2026-11-23T03:00:00Z') }).ask).toBeNull();
  });

  it('gives back what the stored events tell by now', () => {
    const intervals = [{ from: at('2026-11-10T00:00:00Z'), to: NOW }];
    const asked = [day('2026-11-09'), day('2026-11-10'), day('2026-11-11', { owner: 'events' })];
    expect(plan({ intervals, asked }).giveBack).toEqual(['2026-11-10']);
  });

  it('no sooner again where the answer was not taken', () => {
    const asked = [day('2026-11-19', { owner: 'events' })];
    expect(plan({ since: '2026-11-19', asked }).ask).toBeNull();
    const later = { since: '2026-11-19', until: '2026-11-19', asked, now: at('2026-11-23T03:00:00Z') };
    expect(plan(later).ask).toEqual({ from: '2026-11-19', to: '2026-11-19' });
  });

  it.each(['events', 'athena'] as const)(
    'after a week where there was no record at all, whoever tells: %s',
    (owner) => {
      const asked = [day('2026-11-01', { owner, records: 0 })];
      const once = { since: '2026-11-01', until: '2026-11-01', asked };
      expect(plan({ ...once, now: at('2026-11-27T11:59:59Z') }).ask).toBeNull();
      expect(plan({ ...once, now: at('2026-11-27T12:00:00Z') }).ask).toEqual({ from: '2026-11-01', to: '2026-11-01' });
    },
  );
});

it('so many days at once as the bytes that are left are enough for, a month at most', () => {
  expect(mostDays(null, 1e12)).toBe(1);
  expect(mostDays(1e9, 10e9)).toBe(7);
  expect(mostDays(1e9, 3e9)).toBe(0);
  expect(mostDays(0, 1e9)).toBe(31);
  expect(mostDays(null, 0)).toBe(0);
  expect(mostDays(0, -1)).toBe(0);
  expect(plan({ most: 7 }).ask).toEqual({ from: '2026-11-13', to: '2026-11-19' });
});

describe('what is covered', () => {
  it('is whole days between days with records', () => {
    const asked = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map((name) => day(name));
    expect(toAthenaCoverage(asked, [])).toEqual([{ from: at('2026-11-02'), to: at('2026-11-04'), source: 'athena' }]);
  });

  it('leaves out days without any record, and those beside them', () => {
    const asked = range(1, 9).map((name) => day(name, { records: name === '2026-11-05' ? 0 : 1 }));
    expect(
      toAthenaCoverage(asked, []).map(({ from, to }) => [
        from.toISOString().slice(0, 10),
        to.toISOString().slice(0, 10),
      ]),
    ).toEqual([
      ['2026-11-02', '2026-11-04'],
      ['2026-11-07', '2026-11-09'],
    ]);
  });

  it('leaves out those beside a day of which less was told than is known', () => {
    const asked = range(1, 9).map((name) => day(name, { owner: name === '2026-11-05' ? 'events' : 'athena' }));
    expect(toAthenaCoverage(asked, []).map(({ from, to }) => [from, to])).toEqual([
      [at('2026-11-02'), at('2026-11-04')],
      [at('2026-11-07'), at('2026-11-09')],
    ]);
  });

  it('takes stored events for the neighbour that they tell of', () => {
    const intervals = [{ from: at('2026-11-03T00:00:00Z'), to: NOW }];
    expect(toAthenaCoverage([day('2026-11-01'), day('2026-11-02')], intervals)).toEqual([
      { from: at('2026-11-02'), to: at('2026-11-03'), source: 'athena' },
    ]);
  });

  it('is nothing where nothing was asked', () => expect(toAthenaCoverage([], [])).toEqual([]));
});

it('a day is told whole where intervals leave no gap in it, in whatever order they come', () => {
  const parts = [
    { from: at('2026-11-01T12:00:00.500Z'), to: at('2026-11-02T00:00:00Z') },
    { from: at('2026-10-30T00:00:00Z'), to: at('2026-11-01T12:00:00Z') },
  ];
  expect(ownsDay(parts, '2026-11-01')).toBe(true);
  expect(ownsDay(parts.slice(1), '2026-11-01')).toBe(false);
  expect(ownsDay([{ from: at('2026-11-01T00:00:02Z'), to: NOW }], '2026-11-01')).toBe(false);
});

it('is silent where what was asked last had no record of anything', () => {
  const before = { askedAt: at('2026-11-19T12:00:00Z') };
  const asked = [day('2026-11-01', before), day('2026-11-02', { records: 0 }), day('2026-11-03', { records: 0 })];
  expect(isSilent(asked, '2026-11-01')).toBe(true);
  expect(isSilent([...asked, day('2026-11-04')], '2026-11-01')).toBe(false);
  expect(isSilent(asked, '2026-11-04')).toBe(false);
  expect(isSilent([], '2026-11-01')).toBe(false);
});

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `2026-11-${String(first + index).padStart(2, '0')}`);
}
