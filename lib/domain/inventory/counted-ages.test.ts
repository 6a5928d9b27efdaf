import { expect, test } from 'vitest';
import { countedAges } from './counted-ages';

test('what is chosen is counted, too, and once', () => {
  const chosen = [{ olderThanDays: 45 }, { olderThanDays: 90 }, 'never'] as const;
  expect([...countedAges('lastRead', chosen).keys()]).toEqual(['<30d', '>30d', '>90d', 'never', 'unknown', '>45d']);
  expect(countedAges('lastRead', chosen).get('>45d')).toEqual({ olderThanDays: 45 });
});
