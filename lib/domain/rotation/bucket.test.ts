import { expect, test } from 'vitest';
import { ROTATION_STATES, type RotationState } from '@/lib/domain/rotation-state';
import { orderOf, pickBucket } from './bucket';

test.each<[RotationState | undefined, RotationState[], RotationState]>([
  [undefined, ['healthy', 'stuck', 'off'], 'stuck'],
  [undefined, ['off', 'due'], 'due'],
  [undefined, [], 'failing'],
  ['healthy', ['failing'], 'healthy'],
  ['stuck', [], 'stuck'],
])('asked for %s of %j, the bucket %s opens', (asked, filled, opened) =>
  expect(pickBucket(asked, filled)).toBe(opened),
);

test('the longest trouble stands first, then what comes next', () => {
  expect(ROTATION_STATES.map(orderOf)).toEqual([
    ...Array<string>(4).fill('rotationSince'),
    ...Array<string>(4).fill('nextRotation'),
    'name',
    'name',
  ]);
});
