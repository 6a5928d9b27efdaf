import { expect, it } from 'vitest';
import { sha256 } from './seal-entry';
import { tellList } from './tell-list';

it('a short list is told whole, in order, each name once', () => {
  expect(tellList('trails', ['b', 'a', 'b'])).toEqual({
    trails: 'a b',
    trailsCount: 2,
    trailsDigest: sha256('a\nb'),
  });
});

it('of a long one those are told that fit, none of them cut, and all count', () => {
  const keys = Array.from({ length: 17 }, (_, index) => sha256(`${index}`).slice(0, 32));
  const told = tellList('keys', keys);
  expect(told).toMatchObject({ keysCount: 17, keysDigest: sha256(keys.toSorted().join('\n')) });
  expect(String(told.keys).split(' ')).toEqual(keys.toSorted().slice(0, 9));
  const other = tellList('keys', [...keys.toSorted().slice(0, 16), 'g'.repeat(32)]);
  expect(other.keys).toBe(told.keys);
  expect(other.keysDigest).not.toBe(told.keysDigest);
});

it('a name that does not fit is not told in part', () => {
  expect(tellList('trails', ['x'.repeat(301)])).toMatchObject({ trails: '', trailsCount: 1 });
});
