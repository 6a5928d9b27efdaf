import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDependencies } from './find-dependencies';
import { planOrder, type WaveCandidate } from './plan-order';

const one = (name: string, note: string | null = null, change: Partial<WaveCandidate> = {}): WaveCandidate => ({
  id: `id ${name}`,
  name,
  scopeId: '1:eu-west-1',
  environment: name.split('/')[0] ?? '',
  note,
  ...change,
});
const names = (candidates: readonly WaveCandidate[]) => planOrder(candidates).map(({ name }) => name);

describe('a note', () => {
  it.each([
    ['Depends on: prod/db', ['prod/db']],
    ['first line\ndepends on a/b, c/d and\nlast', ['a/b', 'c/d', 'and']],
    ['- depends on prod/db.', ['prod/db']],
    ['It depends on prod/db', []],
    ['depends on', []],
    ['depends on:prod/db', ['prod/db']],
    ['depends onprod/db', []],
    [null, []],
  ])('%j names %j', (note, found) => expect(findDependencies(note)).toEqual(found));
});

describe('the order of a wave', () => {
  it('is by environment, the lowest first, and prod last of all', () => {
    const all = ['prod/a', 'sandbox/a', 'staging/a', 'dev/a', 'test/a', 'dev/b'].map((name) => one(name));
    expect(names(all)).toEqual(['dev/a', 'dev/b', 'test/a', 'staging/a', 'sandbox/a', 'prod/a']);
  });

  it('puts what a note names before its secret, in stages', () => {
    const all = [
      one('dev/app', 'depends on dev/db'),
      one('dev/db', 'depends on: dev/root'),
      one('dev/root'),
      one('dev/z'),
    ];
    expect(planOrder(all).map(({ name, depth }) => [name, depth])).toEqual([
      ['dev/root', 0],
      ['dev/z', 0],
      ['dev/db', 1],
      ['dev/app', 2],
    ]);
  });

  it('means the secret of that name in the same account and region, where there is one', () => {
    const there = one('dev/db', null, { id: 'there', scopeId: '2:eu-west-1' });
    const app = one('dev/app', 'depends on dev/db');
    expect(planOrder([app, one('dev/db'), there]).find(({ name }) => name === 'dev/app')?.dependsOn).toEqual([
      { id: 'id dev/db', ignored: null },
    ]);
    expect(planOrder([app, there]).find(({ name }) => name === 'dev/app')?.dependsOn).toEqual([
      { id: 'there', ignored: null },
    ]);
  });

  it('does not wait for a higher environment, and says so', () => {
    const [dev, prod] = planOrder([one('dev/a', 'depends on prod/a'), one('prod/a', 'depends on dev/a')]);
    expect(dev).toMatchObject({ name: 'dev/a', dependsOn: [{ id: 'id prod/a', ignored: 'environment' }] });
    expect(prod).toMatchObject({ name: 'prod/a', depth: 0, dependsOn: [{ id: 'id dev/a', ignored: null }] });
  });

  it('cuts a cycle at the same place, in whatever order they are given', () => {
    const ring = [one('dev/a', 'depends on dev/b'), one('dev/b', 'depends on dev/c'), one('dev/c', 'depends on dev/a')];
    const planned = planOrder(ring);
    expect(planned.map(({ name }) => name)).toEqual(['dev/c', 'dev/b', 'dev/a']);
    expect(planned.flatMap(({ dependsOn }) => dependsOn).filter(({ ignored }) => ignored === 'cycle')).toHaveLength(1);
    expect(planOrder(ring.toReversed())).toEqual(planned);
  });

  it('holds for any notes: nothing comes before what it waits for, and every wanted one is told', () => {
    const pool = ['dev/a', 'dev/b', 'dev/c', 'test/a', 'prod/a', 'prod/b'];
    const any = fc.array(fc.subarray(pool), { minLength: pool.length, maxLength: pool.length });
    fc.assert(
      fc.property(any, (wanted) => {
        const all = pool.map((name, at) => one(name, `depends on ${(wanted[at] ?? []).join(', ')}`));
        const planned = planOrder(all);
        expect(planOrder(all.toReversed())).toEqual(planned);
        const placeOf = new Map(planned.map(({ id, rank, depth }) => [id, rank * 100 + depth]));
        for (const { id, dependsOn } of planned) {
          const asked = (wanted[pool.indexOf(id.slice(3))] ?? [])
            .map((name) => `id ${name}`)
            .filter((other) => other !== id);
          expect(dependsOn.map((other) => other.id).toSorted()).toEqual(asked.toSorted());
          for (const other of dependsOn.filter(({ ignored }) => ignored === null))
            expect(placeOf.get(other.id)).toBeLessThan(placeOf.get(id) ?? 0);
        }
      }),
    );
  });
});
