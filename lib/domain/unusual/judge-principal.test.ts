import { expect, it } from 'vitest';
import { judgePrincipal, type PrincipalFacts } from './judge-principal';
import { DEFAULT_UNUSUAL, type UnusualSettings } from './settings';
import { listed, spansOfHours } from './words';

const noon = new Date('2026-11-20T12:00:00Z');
const minutes = (secrets: number, spread: number) =>
  Array.from({ length: secrets }, (_, index) => ({
    principalKey: 'p',
    minute: new Date(noon.getTime() + index * spread * 60_000),
    secretIds: [`s${index}`],
    reads: 2,
    batches: 0,
  }));
const base: PrincipalFacts = {
  principalId: 'p',
  actorKind: 'workload',
  day: '2026-11-20',
  who: { id: 'p', type: 'role', label: 'api' },
  learned: true,
  secrets: 1,
  mostBefore: 1,
  environments: ['prod'],
  firstAt: noon,
  lastAt: noon,
  reads: 1,
  prod: { today: true, before: true },
  other: { today: false, before: false },
  minutes: [],
};
const many = { secrets: 12, mostBefore: 2, minutes: minutes(12, 0.5) };
const both = { prod: { today: true, before: false }, other: { today: false, before: true } };

it.each<[string, Partial<PrincipalFacts>, Partial<UnusualSettings>, string[]]>([
  ['one secret', {}, {}, []],
  ['many at once', many, {}, ['many-secrets']],
  ['as many as on another day', { ...many, mostBefore: 6 }, {}, []],
  ['many over hours', { ...many, minutes: minutes(12, 20) }, {}, []],
  ['fewer than are asked for', many, { manySecrets: 13 }, []],
  ['many while it learns', { ...many, learned: false }, {}, []],
  ['many of a muted environment', many, { muted: { principals: [], environments: ['prod'] } }, []],
  ['many of a muted principal', many, { muted: { principals: ['ap*'], environments: [] } }, []],
  ['many by an AWS service', { ...many, actorKind: 'aws-service' }, {}, []],
  ['production, after others alone', both, {}, ['prod-and-non-prod']],
  ['both, as before', { prod: { today: true, before: true }, other: { today: false, before: true } }, {}, []],
  ['both by a person', { ...both, actorKind: 'person' }, {}, []],
  ['both by a user', { ...both, who: { ...base.who, type: 'user' } }, {}, []],
  ['both while it learns', { ...both, learned: false }, {}, []],
  ['both, turned off', both, { rules: ['root'] }, []],
])('%s', (_, change, settings, rules) => {
  const found = judgePrincipal({ ...base, ...change }, { ...DEFAULT_UNUSUAL, ...settings });
  expect(found.map(({ rule }) => rule)).toEqual(rules);
  expect(found.every(({ secretId }) => secretId === null)).toBe(true);
});

it('says how many, in how long, and what was usual', () => {
  const [found] = judgePrincipal({ ...base, ...many }, DEFAULT_UNUSUAL);
  expect(found?.reason).toBe(
    'Read 12 different secrets from 12:00 to 12:05 UTC, 10 or more of them within 10 minutes. On no day of the 30 before did it read more than 2.',
  );
  expect(found?.count).toBe(24);
});

it('words are short, whatever there is', () => {
  expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  expect(listed([])).toBe('none');
  expect(spansOfHours([8, 9, 23, 10, 8])).toBe('08–11 and 23–24');
});
