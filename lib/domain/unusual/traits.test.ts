import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMutedPrincipal, DEFAULT_UNUSUAL } from './settings';
import { toNetwork } from './to-network';
import { lookAt, toUnits } from './plan-look';
import { MOST_VALUES, noTraits, withSeen, type SeenReads } from './traits';

const seen = (change: Partial<SeenReads> = {}): SeenReads => ({
  outcome: 'success',
  hour: 12,
  sourceAddress: '10.0.0.1',
  client: 'aws-sdk',
  keyEnd: null,
  versionId: null,
  versionStage: null,
  person: null,
  firstAt: new Date(1000),
  lastAt: new Date(2000),
  count: 1,
  ...change,
});

describe('a network', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['172.31.4.5', '172.16.0.0/12'],
    ['192.168.7.7', '192.168.0.0/16'],
    ['172.32.4.5', '172.32.4.0/24'],
    ['2001:db8:7:8::1', '2001:db8:7::/48'],
    ['secretsmanager.amazonaws.com', 'AWS'],
    ['AWS Internal', 'AWS'],
    ['HIDDEN_DUE_TO_SECURITY_REASONS', null],
    ['', null],
    [null, null],
  ])('of %s is %s', (address, network) => {
    expect(toNetwork(address)).toBe(network);
  });
});

describe('traits', () => {
  const reads = fc.array(
    fc.record({
      outcome: fc.constantFrom('success' as const, 'denied' as const, 'failed' as const),
      hour: fc.integer({ min: 0, max: 23 }),
      sourceAddress: fc.constantFrom('10.0.0.1', '203.0.113.7', null, 'AWS Internal'),
      client: fc.constantFrom('aws-cli', 'console', null),
      versionStage: fc.constantFrom('AWSCURRENT', 'AWSPREVIOUS', '__proto__', null),
      first: fc.integer({ min: 0, max: 1000 }),
    }),
    { maxLength: 20 },
  );
  it('are the same in whatever order, in whatever pieces and however often they are seen', () => {
    fc.assert(
      fc.property(reads, reads, (some, others) => {
        const all = [...some, ...others].map(({ first, ...one }) =>
          seen({ ...one, firstAt: new Date(first), lastAt: new Date(first) }),
        );
        const once = withSeen(noTraits(), all).traits;
        const cut = all.slice(some.length);
        const pieces = withSeen(withSeen(withSeen(noTraits(), cut).traits, all.toReversed()).traits, cut).traits;
        expect(pieces).toEqual(once);
        expect(withSeen(once, all).grew).toBe(false);
      }),
    );
  });

  it('are bounded, and hold nothing of a current version', () => {
    const many = Array.from({ length: 99 }, (_, index) => seen({ versionId: `v${index}`, client: 'x'.repeat(500) }));
    const { traits } = withSeen(noTraits(), [...many, seen({ versionStage: 'AWSCURRENT' })]);
    expect(traits.versions).toHaveLength(MOST_VALUES);
    expect(traits.clients.map(([name]) => name.length)).toEqual([7, 128]);
    expect(withSeen(noTraits(), [seen({ versionStage: 'AWSCURRENT' })]).traits.versions).toEqual([]);
    expect(withSeen(noTraits(), [seen({ outcome: 'denied' })]).traits.networks).toEqual([]);
  });
});

describe('of more than are kept', () => {
  const person = (name: string): SeenReads => seen({ person: name });
  it('the same ones are, whoever came first', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: MOST_VALUES + 1, maxLength: 60 });
    fc.assert(
      fc.property(names, fc.nat(60), (all, at) => {
        const [some, others] = [all.slice(0, at).map(person), all.slice(at).map(person)];
        const pieces = withSeen(withSeen(noTraits(), some).traits, others).traits;
        expect(pieces).toEqual(withSeen(noTraits(), [...others, ...some].toReversed()).traits);
        expect(withSeen(pieces, [...some, ...others]).grew).toBe(false);
      }),
    );
  });

  it('a name that takes the place of another is something new', () => {
    const full = withSeen(
      noTraits(),
      Array.from({ length: MOST_VALUES }, (_, index) => person(`p${index}`)),
    ).traits;
    expect(withSeen(full, [person('a')]).grew).toBe(true);
    expect(withSeen(full, [person('z')]).grew).toBe(false);
  });
});

describe('a look', () => {
  const reader = { secretId: 's', principalId: 'p', actorKind: 'workload' } as const;
  const due = (id: number, day: string, how: 'more' | 'again' | 'anew' = 'more') => ({
    ...reader,
    id,
    from: new Date(`${day}T01:00:00Z`),
    to: new Date(`${day}T02:00:00Z`),
    how,
  });

  it('takes each reader and day once, and none that is too old', () => {
    const units = toUnits([due(1, '2026-11-20'), due(2, '2026-11-20', 'again'), due(3, '2026-01-01')], '2026-07-01');
    expect(units.map(({ ids, isAgain, isAnew }) => [ids, isAgain, isAnew])).toEqual([[[1, 2], true, false]]);
  });

  it('judges a day again for each that is counted, and keeps how long it went on', () => {
    const units = toUnits([due(1, '2026-11-20')], '');
    const again = (change: Partial<SeenReads>, actorKind: 'workload' | 'this-dashboard' = 'workload') => {
      const came = { ...seen(change), place: 0 };
      const of = units.map((unit) => ({ ...unit, actorKind }));
      const known = { ...reader, actorKind, day: '2026-11-20', traits: withSeen(noTraits(), [came]).traits };
      return lookAt(of, [known], [came])[0];
    };
    expect(again({})).toMatchObject({ changed: false, isJudged: false });
    expect(again({ outcome: 'denied' })).toMatchObject({ changed: false, isJudged: true });
    expect(again({ outcome: 'failed' })).toMatchObject({ changed: false, isJudged: true });
    expect(again({}, 'this-dashboard')).toMatchObject({ changed: false, isJudged: true });
    const { traits } = withSeen(noTraits(), [seen(), seen({ outcome: 'failed' }), seen({ versionId: 'old' })]);
    const later = { lastAt: new Date(3000) };
    expect(withSeen(traits, [seen(later)]).grew).toBe(false);
    expect(withSeen(traits, [seen({ ...later, outcome: 'failed' })]).grew).toBe(true);
    expect(withSeen(traits, [seen({ ...later, versionId: 'old' })]).grew).toBe(true);
  });

  it('tells what changes a day from what goes on, and forgets where events left', () => {
    const [more, anew] = [toUnits([due(1, '2026-11-20')], ''), toUnits([due(1, '2026-11-20', 'anew')], '')];
    const known = {
      ...reader,
      day: '2026-11-20',
      traits: withSeen(noTraits(), [seen({ client: 'gone' }), seen()]).traits,
    };
    const came = [{ ...seen(), place: 0 }];
    expect(lookAt(more, [], came)[0]?.changed).toBe(true);
    expect(lookAt(more, [known], came)[0]?.changed).toBe(false);
    const forgot = lookAt(anew, [known], came)[0];
    expect(forgot?.changed).toBe(true);
    expect(forgot?.habit.traits.clients).toEqual([['aws-sdk', 1000, 2000]]);
  });
});

describe('a muted principal', () => {
  const who = { id: 'arn:aws:iam::111122223333:role/ops/scanner', label: 'scanner' };
  it.each([
    ['scanner', true],
    ['scan', false],
    ['scan*', true],
    ['*', true],
    ['arn:*:role/ops/*', true],
    ['*n*n*z*', false],
    ['*scanner*scanner*', false],
    ['arn:aws:iam::444455556666:*', false],
  ])('%s: %s', (pattern, muted) => {
    expect(isMutedPrincipal({ ...DEFAULT_UNUSUAL, muted: { principals: [pattern], environments: [] } }, who)).toBe(
      muted,
    );
  });
});
