import { describe, expect, it } from 'vitest';
import { judgeReader } from './judge-reader';
import { coveredBefore, lastDays, learnedDays } from './learned';
import type { HabitDay, ReaderFacts } from './reader-facts';
import { RULE_NAMES } from './rule';
import { findBurst } from './rules/of-refusals';
import { replacedSince } from './rules/of-versions';
import { DEFAULT_UNUSUAL, type UnusualSettings } from './settings';
import { noTraits, type Traits } from './traits';

const DAY_MS = 86_400_000;
const DAY = '2026-11-20';
const BEGIN = Date.parse(DAY);
const moment = (days: number, hour = 12): number => BEGIN - days * DAY_MS + hour * 3_600_000;

/** A day on which it was read once, at noon, from the same place with the same tool. */
function readOn(days: number, change: Partial<Traits> = {}): HabitDay {
  const at = moment(days);
  const traits: Traits = {
    ...noTraits(),
    reads: [['all', at, at]],
    networks: [['10.0.0.0/16', at, at]],
    clients: [['aws-sdk', at, at]],
    hours: [['12', at, at]],
    ...change,
  };
  return { day: new Date(BEGIN - days * DAY_MS).toISOString().slice(0, 10), traits };
}
const habit = (from: number, to: number, change: Partial<Traits> = {}): HabitDay[] =>
  Array.from({ length: from - to + 1 }, (_, back) => readOn(from - back, change));

const base: ReaderFacts = {
  secretId: 's',
  principalId: 'arn:aws:iam::111122223333:role/api',
  actorKind: 'workload',
  day: DAY,
  who: { id: 'arn:aws:iam::111122223333:role/api', type: 'role', label: 'api' },
  secret: {
    environment: 'prod',
    guardedAs: 'prod',
    createdAt: new Date(moment(300)),
    deletedAt: null,
    lastRotatedAt: null,
    versions: [],
  },
  today: readOn(0).traits,
  before: habit(30, 1),
  coveredDays: 30,
  learned: true,
  firstRead: null,
  denials: [],
  outside: null,
};
const first = { at: new Date(moment(0)), verdict: 'first' as const };
const today = (change: Partial<Traits>): Traits => readOn(0, change).traits;
const judge = (change: Partial<ReaderFacts>, settings: Partial<UnusualSettings> = {}): string[] =>
  judgeReader({ ...base, ...change }, { ...DEFAULT_UNUSUAL, ...settings }).map(({ rule }) => rule);
const secret = (change: Partial<ReaderFacts['secret']>) => ({ ...base.secret, ...change });
const dev = secret({ environment: 'dev', guardedAs: 'dev' });
const noon = moment(0);
const person = { actorKind: 'person', before: [], firstRead: first } as const;
const root = { ...base.who, type: 'root' as const };
const elsewhere = today({ networks: [['203.0.113.0/24', noon, noon]] });
const tool = today({ clients: [['aws-cli', noon, noon]] });
const night = today({ hours: [['3', moment(0, 3), moment(0, 3)]] });
const key = today({ keys: [['7Q2F', noon, noon]] });
const refused = { ...noTraits(), refused: [['failed', noon, noon]] } satisfies Traits;
const burst = Array.from({ length: 4 }, (_, minute) => ({ minute: new Date(noon + minute * 60_000), tries: 3 }));
const roams = Array.from({ length: 10 }, (_, index) =>
  readOn(index + 1, { networks: [[`198.51.${index}.0/24`, moment(index + 1), moment(index + 1)]] }),
);
const deniedOn = (days: number): HabitDay => ({
  ...readOn(days),
  traits: { ...noTraits(), refused: [['denied', moment(days), moment(days)]] },
});
const replaced = secret({
  versions: [
    { id: 'old', createdAt: new Date(moment(40)) },
    { id: 'now', createdAt: new Date(moment(20)) },
  ],
});
const old = today({ versions: [['old', noon, noon]] });

describe('is told', () => {
  it.each<[string, Partial<ReaderFacts>, string[]]>([
    ['a person who reads production', person, ['person-prod']],
    ['one who did not for longer than it is the same matter', { ...person, before: [readOn(20)] }, ['person-prod']],
    [
      'another person in the same role',
      {
        ...person,
        today: today({ people: [['jana', noon, noon]] }),
        before: habit(3, 1, { people: [['noor', 1, 1]] }),
      },
      ['person-prod'],
    ],
    ['the first read of a program', { before: [], firstRead: first }, ['first-read']],
    ['another network', { today: elsewhere }, ['new-network']],
    ['another tool', { today: tool }, ['new-client']],
    ['another hour', { today: night }, ['off-cadence']],
    ['root in any environment, also where it was there yesterday', { who: root, secret: dev }, ['root']],
    ['root that is refused', { who: root, today: refused, before: [] }, ['root']],
    ['a key that does not expire', { today: key }, ['long-lived-key']],
    ['a burst of denials', { denials: burst }, ['denied-burst']],
    [
      'a refused read of what is pending deletion',
      { secret: secret({ deletedAt: new Date(moment(3)) }), today: refused },
      ['pending-deletion'],
    ],
    ['a version that was replaced long ago', { secret: replaced, today: old }, ['previous-version']],
    [
      'what the ledger lacks',
      { outside: { count: 2, firstAt: new Date(noon), lastAt: new Date(noon) } },
      ['outside-ledger'],
    ],
  ])('%s', (_, change, rules) => {
    expect(judge(change)).toEqual(rules);
    // Each can be turned off by itself.
    expect(judge(change, { rules: RULE_NAMES.filter((rule) => !rules.includes(rule)) })).toEqual([]);
    expect(judge(change, { muted: { principals: ['*:role/a*'], environments: [] } })).toEqual([]);
    expect(judge(change, { muted: { principals: [], environments: ['prod', 'dev'] } })).toEqual([]);
  });
});

describe('is quiet', () => {
  it.each<[string, Partial<ReaderFacts>]>([
    ['a day like the thirty before', {}],
    ['a person who read it some days ago', { ...person, before: [readOn(10)] }],
    [
      'the same person in a role that others use',
      {
        ...person,
        today: today({ people: [['jana', noon, noon]] }),
        before: habit(3, 1, { people: [['jana', 1, 1]] }),
      },
    ],
    ['a person in another environment', { ...person, secret: dev }],
    ['a first read where history starts shortly before', { before: [], firstRead: { ...first, verdict: 'unknown' } }],
    [
      'the first readers of a new secret',
      { before: [], firstRead: first, secret: secret({ createdAt: new Date(moment(5)) }) },
    ],
    ['the first read of an AWS service', { before: [], firstRead: first, actorKind: 'aws-service' }],
    ['a network of whoever read on two days alone', { today: elsewhere, before: habit(2, 1) }],
    ['a network of whoever comes from everywhere', { today: elsewhere, before: roams }],
    ['a tool in another environment', { today: tool, secret: dev }],
    ['a call whose network is hidden', { today: today({ networks: [] }) }],
    [
      'an hour of whoever reads at all hours',
      {
        today: night,
        before: habit(30, 1, {
          hours: Array.from({ length: 9 }, (_, hour) => [String(hour + 8), 0, 0] as const).map(([h]) => [h, 1, 1]),
        }),
      },
    ],
    ['an hour of whoever read on few days alone', { today: night, before: habit(13, 1) }],
    ['an hour beside the usual ones', { today: today({ hours: [['14', noon, noon]] }) }],
    ['a key that is in use', { today: key, before: habit(5, 4, { keys: [['7Q2F', 1, 1]] }) }],
    ['few denials', { denials: burst.slice(0, 3) }],
    [
      'many denials far apart',
      { denials: burst.map(({ tries }, hour) => ({ minute: new Date(moment(0, hour)), tries })) },
    ],
    ['who is denied by habit', { denials: burst, before: [1, 2, 3, 4, 5].map(deniedOn) }],
    [
      'a refusal before the deletion was asked for',
      { secret: secret({ deletedAt: new Date(noon + 1000) }), today: refused },
    ],
    [
      'who keeps asking for what is pending deletion',
      {
        secret: secret({ deletedAt: new Date(moment(3)) }),
        today: refused,
        before: [{ ...readOn(1), traits: { ...noTraits(), refused: [['failed', moment(1), moment(1)]] } }],
      },
    ],
    [
      'a version that was replaced yesterday',
      {
        secret: secret({
          versions: [
            replaced.versions[0] ?? { id: '', createdAt: new Date(0) },
            { id: 'now', createdAt: new Date(moment(1)) },
          ],
        }),
        today: old,
      },
    ],
    [
      'who reads that version day by day',
      { secret: replaced, today: old, before: habit(5, 1, { versions: [['old', moment(1), moment(1)]] }) },
    ],
    ['a version of which nothing is known', { today: old }],
  ])('%s', (_, change) => {
    expect(judge(change)).toEqual([]);
  });

  it.each<[string, Partial<ReaderFacts>]>([
    ['people', person],
    ['first reads', { before: [], firstRead: first }],
    ['networks', { today: elsewhere }],
    ['tools', { today: tool }],
    ['hours', { today: night }],
    ['keys', { today: key }],
  ])('about %s while it learns', (_, change) => {
    expect(judge({ ...change, learned: false })).toEqual([]);
  });
});

describe('learning', () => {
  const interval = (from: number, to: number) => ({ from: new Date(moment(from, 0)), to: new Date(moment(to, 0)) });
  it.each([
    ['nothing', [], 0],
    ['all', [interval(60, 0)], 30],
    ['two sources that overlap', [interval(20, 5), interval(10, 0)], 20],
    ['what lies after the day', [interval(0, -5)], 0],
    ['pieces', [interval(25, 20), interval(10, 8)], 7],
  ])('counts what is covered: %s', (_, coverage, days) => {
    expect(coveredBefore(coverage, DAY)).toBe(days);
  });

  it('days are known well enough once so much lies before them', () => {
    const now = new Date(moment(0));
    expect(learnedDays([interval(20, 0)], 14, lastDays(now, 90))).toEqual(
      Array.from({ length: 7 }, (_, index) => new Date(moment(6 - index)).toISOString().slice(0, 10)),
    );
    expect(learnedDays([interval(13, 0)], 14, lastDays(now, 90))).toEqual([]);
  });
});

it('a burst is all that lies in some such window', () => {
  const minute = (at: number, tries: number) => ({ minute: new Date(noon + at * 60_000), tries });
  expect(findBurst([minute(30, 1), minute(9, 5), minute(0, 5), minute(18, 5)], 10)).toEqual({
    from: new Date(noon),
    to: new Date(noon + 18 * 60_000),
    tries: 15,
  });
  expect(findBurst([minute(0, 5), minute(10, 5)], 10)).toBeNull();
  expect(findBurst([], 2)).toBeNull();
});

it('AWSPREVIOUS is what was replaced by the newest version of then', () => {
  expect(replacedSince(replaced, 'AWSPREVIOUS', noon)).toEqual(new Date(moment(20)));
  expect(replacedSince(replaced, 'AWSPREVIOUS', moment(30))).toEqual(new Date(moment(40)));
  expect(replacedSince(replaced, 'now', noon)).toBeNull();
  expect(replacedSince(secret({ lastRotatedAt: new Date(moment(9)) }), 'AWSPREVIOUS', noon)).toEqual(
    new Date(moment(9)),
  );
});
