import { describe, expect, it } from 'vitest';
import { atHour, makeChain, makeKey, signDigest, toPublicKeys } from '@/lib/domain/testing/digest-chain';
import { judgeDigests, type GivenDigest } from './judge-digests';

const key = makeKey();
const keys = toPublicKeys(key);
const chain = makeChain(key, 5);
const at = (index: number): GivenDigest => {
  const one = chain[index];
  if (!one) throw new Error('no such digest');
  return one;
};
const without = (...indices: number[]) => chain.filter((_, index) => !indices.includes(index));
const paths = (digests: readonly { path: string }[]) => digests.map(({ path }) => path);

it('a whole chain is sound, in whatever order', () => {
  expect(judgeDigests(chain, keys)).toEqual({ sound: chain, faults: [], unproven: [], unsigned: [] });
  expect(judgeDigests(chain.toReversed(), keys)).toMatchObject({ faults: [], unsigned: [] });
});

it('a signature proves wherever it is found; without any a digest proves nothing', () => {
  const copied = chain.map((one) => ({ ...one, signature: null }));
  const judged = judgeDigests(copied, keys);
  expect(paths(judged.sound)).toEqual(paths(without(4)));
  expect(paths(judged.unsigned)).toEqual([at(4).path]);
  expect(judged.faults).toEqual([]);
});

describe('what CloudTrail did not sign', () => {
  const rules = (given: readonly GivenDigest[], by = keys) =>
    judgeDigests(given, by).faults.map(({ path, rule }) => [path, rule]);
  const CHANGED = expect.stringContaining('did not sign it so');

  it('is a digest that was altered', () => {
    const altered = { ...at(2), hash: at(1).hash };
    expect(rules([...without(2), altered])).toEqual([[at(2).path, CHANGED]]);
    expect(judgeDigests([...without(2), altered], keys)).toMatchObject({ unproven: [altered], unsigned: [] });
    expect(judgeDigests([...without(2), altered], keys).sound).toHaveLength(4);
  });

  it.each<[string, Partial<GivenDigest>]>([
    ['another place', { key: at(3).key.replace('T04', 'T09') }],
    ['another bucket', { bucket: 'other' }],
    ['another end', { end: '2026-10-01T09:00:00Z' }],
    ['another digest before', { previous: at(2).previous }],
    ['none before', { previous: null }],
  ])('is a digest that says %s', (_, changes) => {
    expect(rules([{ ...at(4), ...changes }])).toEqual([[at(4).path, CHANGED]]);
  });

  it('is a signature of another digest, or of nobody', () => {
    const [last] = [at(4)];
    for (const signature of [at(3).signature, 'ab'.repeat(256), 'ab'.repeat(128)])
      expect(rules([...without(4), { ...last, signature }])).toEqual([[last.path, CHANGED]]);
  });

  it('is a digest that another key signed, also where it says the fingerprint of a known one', () => {
    const thief = makeKey();
    const forged = signDigest({ key: { ...thief, fingerprint: key.fingerprint }, hour: 5, previous: at(4) });
    expect(rules([...chain, forged])).toEqual([[forged.path, CHANGED]]);
    const own = signDigest({ key: thief, hour: 5, previous: at(4) });
    expect(rules([...chain, own])).toEqual([[own.path, expect.stringContaining('no public key')]]);
    expect(rules(chain, new Map())).toHaveLength(5);
  });

  it('stands beside the sound one of its place', () => {
    const judged = judgeDigests([{ ...at(2), hash: at(1).hash }, ...chain], keys);
    expect(judged.sound).toEqual(chain);
    expect(judged.faults).toHaveLength(1);
  });
});

it('a digest that was copied twice counts once', () => {
  expect(judgeDigests([...chain, { ...at(2), path: 'elsewhere' }], keys)).toMatchObject({ sound: chain, faults: [] });
});

describe('a chain', () => {
  it('is broken where digests are missing within it, and not before its first or after its last', () => {
    expect(judgeDigests(without(1, 2), keys).faults).toEqual([
      {
        path: `${at(2).bucket}/${at(2).key}`,
        rule: expect.stringContaining('missing'),
        time: { from: atHour(1), to: atHour(3) },
      },
    ]);
    expect(judgeDigests(without(0, 1), keys).faults).toEqual([]);
    expect(judgeDigests(without(3, 4), keys).faults).toEqual([]);
  });

  it('is broken where it begins anew', () => {
    const again = signDigest({ key, hour: 8 });
    expect(judgeDigests([...chain, again], keys).faults).toEqual([
      { path: again.path, rule: expect.stringContaining('begins anew'), time: { from: atHour(5), to: atHour(8) } },
    ]);
  });

  it('is broken where it goes on from another digest than the one in its place', () => {
    const other = signDigest({ key, hour: 2, previous: at(0) });
    const judged = judgeDigests([...without(2), other], keys);
    expect(judged.faults).toMatchObject([{ path: at(3).path, rule: expect.stringContaining('another digest') }]);
  });

  it('is told apart from those of other trails, regions and accounts', () => {
    const [mine, theirs] = [without(2), makeChain(key, 5, () => ({ trail: 'other' }))];
    expect(judgeDigests([...mine, ...theirs], keys).faults).toHaveLength(1);
  });

  it('is not broken by digests that name what others left out', () => {
    const late = signDigest({ key, hour: 1, suffix: '_backfill' });
    expect(judgeDigests([...chain, late], keys)).toMatchObject({ faults: [], sound: [...chain, late] });
  });
});
