import { expect, test } from 'vitest';
import { ADOPTION_STATES } from '@/lib/domain/adoption/judge-reader';
import { toParts, toProgress } from './adoption-words';

test('every state is in the bar but that which is not counted', () => {
  const parts = toParts(ADOPTION_STATES.map((state) => ({ state })));
  expect(parts.map(({ name }) => name)).toEqual(['1 with it', '2 still to read', '1 not known', '2 behind']);
  expect(toParts([{ state: 'aside' }])).toEqual([]);
});

test.each([
  [0, 1, '0 of 1 program has the new version'],
  [5, 7, '5 of 7 programs have the new version'],
  [1200, 2000, '1,200 of 2,000 programs have the new version'],
])('%d of %d', (adopted, of, words) => expect(toProgress(adopted, of)).toBe(words));
