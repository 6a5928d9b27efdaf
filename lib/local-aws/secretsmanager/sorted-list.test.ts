import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSecret, createScope, noteChange, removeSecret, touch } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { SortedList } from './sorted-list';

const [account, region] = ['111122223333', 'eu-west-1'];

function makeSecret(name: string, changed: number): Secret {
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;
  return { arn, name, account, region, created: 0, changed, versions: new Map(), outcome: {} };
}

const act = fc.record({
  kind: fc.constantFrom('add', 'remove', 'replace', 'touch', 'note', 'read'),
  name: fc.integer({ min: 0, max: 30 }),
  at: fc.integer({ min: 0, max: 20 }),
});

test('whatever comes, goes and moves, it is the list sorted anew', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), fc.boolean(), (acts, descending) => {
      const scope = createScope(account, region);
      for (const start of [3, 1, 2]) addSecret(scope, makeSecret(String(start), start));
      const list = new SortedList(scope, ({ changed }) => changed);
      const read = () => [...list.after(undefined, descending)];
      for (const { kind, name, at } of acts) {
        const known = scope.byName.get(String(name));
        if (kind === 'add' && known === undefined) addSecret(scope, makeSecret(String(name), at));
        if (kind === 'read') read();
        if (known === undefined) continue;
        if (kind === 'remove' || kind === 'replace') removeSecret(scope, known);
        if (kind === 'replace') addSecret(scope, makeSecret(String(name), at));
        if (kind === 'touch') touch(scope, known, at);
        if (kind === 'note') noteChange(scope, known);
      }
      const anew = [...scope.byArn.values()].sort((a, b) => a.changed - b.changed || (a.arn < b.arn ? -1 : 1));
      expect(read()).toEqual(descending ? anew.reverse() : anew);
      const [first, ...rest] = read();
      const mark = first && { value: first.changed, arn: first.arn };
      expect(mark === undefined ? [] : [...list.after(mark, descending)]).toEqual(rest);
    }),
  );
});

test('a change costs a look at a few places, not at all', () => {
  const scope = createScope(account, region);
  for (let at = 0; at < 20_000; at += 1) addSecret(scope, makeSecret(`secret-${at}`, at));
  let looks = 0;
  const list = new SortedList(scope, ({ changed }) => {
    looks += 1;
    return changed;
  });
  const read = () => list.after(undefined, false).next().value?.name;
  read();
  looks = 0;
  for (let round = 0; round < 100; round += 1) {
    const moved = scope.byName.get(`secret-${round}`);
    if (moved !== undefined) touch(scope, moved, 30_000 + round);
    expect(read()).toBe(`secret-${round + 1}`);
  }
  expect(looks).toBeLessThan(20_000);
});
