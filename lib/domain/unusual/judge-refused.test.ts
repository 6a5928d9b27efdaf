import { expect, it } from 'vitest';
import { judgeRefused, type RefusedFacts } from './judge-refused';
import { DEFAULT_UNUSUAL, type UnusualSettings } from './settings';

const noon = new Date('2026-11-20T12:00:00Z');
const minutes = (secrets: number, spread: number) =>
  Array.from({ length: secrets }, (_, index) => ({
    principalKey: 'p',
    minute: new Date(noon.getTime() + Math.floor(index * spread) * 60_000),
    secretIds: [`s${index}`],
    reads: 1,
    batches: 0,
  }));
const base: RefusedFacts = {
  principalId: 'p',
  actorKind: 'workload',
  day: '2026-11-20',
  who: { id: 'p', type: 'role', label: 'api' },
  secrets: 500,
  before: [],
  environments: ['dev', 'prod'],
  minutes: minutes(500, 0.002),
};

it.each<[string, Partial<RefusedFacts>, Partial<UnusualSettings>, number]>([
  ['each of 500 secrets once within a minute', {}, {}, 1],
  ['by whoever is denied one of them day by day', { before: Array.from({ length: 30 }, () => 1) }, {}, 1],
  ['as many on four days before', { before: [500, 500, 400, 250] }, {}, 1],
  ['as many on five days before: its habit', { before: [500, 500, 400, 250, 500] }, {}, 0],
  ['one after the other over days and hours', { secrets: 12, minutes: minutes(12, 20) }, {}, 0],
  ['fewer than are asked for', { secrets: 9, minutes: minutes(9, 0.1) }, {}, 0],
  ['fewer than are asked for, as it is tuned', {}, { deniedBurst: 501 }, 0],
  ['turned off', {}, { rules: ['many-secrets'] }, 0],
  ['of a muted principal', {}, { muted: { principals: ['ap*'], environments: [] } }, 0],
  ['of muted environments', {}, { muted: { principals: [], environments: ['dev', 'prod'] } }, 0],
])('%s', (_, change, settings, found) => {
  expect(judgeRefused({ ...base, ...change }, { ...DEFAULT_UNUSUAL, ...settings })).toHaveLength(found);
});

it('is one finding of all of them, which says how many, when, and what was usual', () => {
  const [found] = judgeRefused({ ...base, before: [2, 1] }, DEFAULT_UNUSUAL);
  expect(found).toMatchObject({
    rule: 'denied-burst',
    secretId: null,
    firstAt: noon,
    lastAt: new Date('2026-11-20T12:00:59.999Z'),
    count: 500,
    facts: [
      { label: 'secrets', value: '500' },
      { label: 'denials', value: '500' },
      { label: 'environments', value: 'dev and prod' },
    ],
  });
  expect(found?.reason).toBe(
    'Denied 500 different secrets from 12:00 to 12:00 UTC, 10 or more of them within 10 minutes: whoever tries one after the other looks for what it may read. On no day of the 30 before was it denied more than 2 secrets.',
  );
});
