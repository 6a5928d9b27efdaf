import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findResumed, startListing, toProgress, type Way } from './listing-state';
import { runListing } from './testing/run-listing';
import { AWS_MANNER, SimulatedListing, type Manner } from './testing/simulated-listing';

const LONG = process.env.KEYLEDGER_LONG === '1';
const RUNS = { numRuns: LONG ? 1_500 : 30, seed: 20_261_126 };
const TIME = LONG ? 1_800_000 : 60_000;

const STEMS = [
  'prod',
  'Prod',
  'dev',
  'staging/eu',
  'team-7',
  'zz',
  'rds!db',
  '_',
  '0',
  'm.n@o',
  '/x',
  'prod/p',
  'a+b=c',
];

/** As many names as asked for, in shares that differ much: some stems hold nearly all, some are names themselves. */
function makeNames(size: number, weights: readonly number[]): string[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const names = weights.flatMap((weight, stem) =>
    Array.from({ length: Math.ceil((size * weight) / total) }, (_, index) =>
      index === 0 ? (STEMS[stem] ?? '') : `${STEMS[stem]}/${String.fromCodePoint(97 + (index % 13))}/${index * 31}`,
    ),
  );
  return [...new Set(names)].slice(0, size);
}

const world = fc.record({
  size: fc.oneof(fc.integer({ min: 0, max: 1_200 }), fc.integer({ min: 1_200, max: 7_500 }), {
    weight: 3,
    arbitrary: fc.integer({ min: 7_500, max: 9_000 }),
  }),
  /** The oldest and the newest have the highest names, so that the scope looks larger than it is. */
  weights: fc
    .array(fc.nat(9), { minLength: STEMS.length, maxLength: STEMS.length })
    .filter((some) => some.some(Boolean)),
  isHidden: fc.boolean(),
  looks: fc.constantFrom(Infinity, Infinity, 100, 1_000, 5_000),
  toKey: fc.constantFrom(
    (name: string) => name,
    (name: string) => name.toLowerCase(),
    (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  ),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function createWorld({ size, weights, isHidden, looks, toKey }: World, manner: Partial<Manner> = {}): SimulatedListing {
  const aws = new SimulatedListing([], { ...AWS_MANNER, looks, toKey, ...manner });
  for (const [index, name] of makeNames(size, weights).toSorted().entries()) {
    const hidden = index < size * 0.6 ? index : index % 2 === 0 ? -index : 1e7 + index;
    aws.create(name, isHidden ? hidden : undefined);
  }
  return aws;
}

const run = fc.record({
  way: fc.constantFrom<Way>('parts', 'parts', 'parts', 'ends', 'one'),
  atOnce: fc.integer({ min: 1, max: 24 }),
  chances: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 20, maxLength: 50 }),
});

/** The same chances over and over. */
function repeat(chances: readonly number[]): () => number {
  let turn = 0;
  return () => chances[turn++ % chances.length] ?? 0;
}

describe('a listing', { timeout: TIME }, () => {
  it('brings every secret, for at most a fifth more calls than page after page, in whatever order answers come', () => {
    const ways = new Map<string, number>();
    fc.assert(
      fc.property(world, run, (scope, { way, atOnce, chances }) => {
        const aws = createWorld(scope);
        const { came, state } = runListing(startListing([], way), aws, { atOnce, random: repeat(chances) });
        expect(state.verdict).toBe('whole');
        expect(came).toEqual(new Set(aws.secrets.keys()));
        expect(aws.calls).toBeLessThanOrEqual(1.2 * Math.max(1, Math.ceil(aws.secrets.size / 100)));
        ways.set(state.phase, (ways.get(state.phase) ?? 0) + 1);
        expect(toProgress(state).calls).toBe(aws.calls);
      }),
      RUNS,
    );
    // It was really listed in each of the ways.
    expect([...ways.keys()]).toEqual(expect.arrayContaining(['parts', 'ends', 'one']));
  });

  it('brings what was there from its beginning to its end while others come and go and processes die', () => {
    fc.assert(
      fc.property(world, run, fc.nat(3), (scope, { way, atOnce, chances }, deaths) => {
        const aws = createWorld(scope);
        const before = new Set(aws.secrets.keys());
        const random = repeat(chances);
        const [some, change] = [[...before], repeat(chances.toReversed())];
        let left = deaths;
        const { came, state } = runListing(startListing([], way), aws, {
          atOnce,
          random,
          between() {
            if (change() > 0.15) return;
            const gone = some[Math.floor(change() * some.length)];
            if (change() > 0.5 && gone) aws.destroy(gone);
            else aws.create(`${STEMS[Math.floor(change() * STEMS.length)]}/new-${change()}`);
          },
          dies: () => left > 0 && change() < 0.05 && (left -= 1) >= 0,
        });
        expect(state.verdict).toBe('whole');
        const stayed = [...before].filter((arn) => aws.secrets.has(arn));
        expect(stayed.filter((arn) => !came.has(arn))).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each<[string, Partial<Manner>]>([
    ['do not mind case', { filtersIgnoreCase: true }],
    ['find any word', { filtersByWord: true }],
    ['know no negation and give nothing', { negation: 'nothing' }],
    ['know no negation and give everything', { negation: 'everything' }],
    ['are alternatives', { anyFilter: true }],
    ['come in the order of creation', { sortIgnored: true }],
    ['come in one order only', { orderIgnored: true }],
    ['are not understood', { refuses: ({ segment }) => segment.within !== '' }],
    ['are not understood where they are turned round', { refuses: ({ segment }) => segment.without.length > 0 }],
    ['from the other end are not understood', { refuses: ({ order }) => order === 'descending' }],
    ['in the order of creation are not understood', { refuses: ({ by }) => by === 'created' }],
    ['are not understood at all', { refuses: () => true }],
  ])('claims to be whole only when it is, and costs no more for a doubt, where filters or pages %s', (_, manner) => {
    fc.assert(
      fc.property(world, run, (scope, { way, atOnce, chances }) => {
        const aws = createWorld(scope, manner);
        const { came, state } = runListing(startListing([], way), aws, { atOnce, random: repeat(chances) });
        const all = new Set(aws.secrets.keys());
        expect(state.verdict === 'whole' ? came : all).toEqual(all);
        expect(aws.calls).toBeLessThanOrEqual(1.2 * Math.max(1, Math.ceil(all.size / 100)));
        expect(toProgress(state).calls).toBe(aws.calls);
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 3 },
    );
  });

  it.each([1, 2, 12])(
    'costs no more where one order is not the other turned round, with %i calls at once',
    (atOnce) => {
      const weights = [0, 6, 9, 0, 6, 3, 0, 1, 6, 3, 7, 1, 4];
      const scope = { size: 4_099, weights, isHidden: true, looks: Infinity, toKey: (name: string) => name };
      const aws = createWorld(scope, { orderIgnored: true });
      runListing(startListing([]), aws, { atOnce });
      expect(aws.calls).toBeLessThanOrEqual(1.2 * Math.ceil(aws.secrets.size / 100));
    },
  );

  it('says what its samples named and its parts did not', () => {
    const aws = createWorld({
      size: 8_000,
      weights: STEMS.map(() => 1),
      isHidden: true,
      looks: Infinity,
      toKey: (name) => name,
    });
    const state = startListing([]);
    let lost: string | undefined;
    runListing(state, aws, {
      between() {
        lost ??= state.phase === 'parts' ? state.witnesses.at(-1)?.arn : undefined;
        if (lost) aws.destroy(lost);
      },
    });
    expect(state.phase).toBe('parts');
    expect(state.witnesses.map(({ arn }) => arn)).toEqual([lost]);
  });

  it('goes on only with what its own build kept', () => {
    const state = startListing(['a']);
    expect(findResumed(state)).toEqual(state);
    expect(findResumed({ ...state, form: 0 as never })).toBeNull();
  });
});
