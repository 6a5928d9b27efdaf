import { expect, test } from 'vitest';
import { inOrder } from './facet-order';

const ordered = (name: Parameters<typeof inOrder>[0], ...values: string[]) =>
  inOrder(
    name,
    values.map((value) => ({ value })),
  ).map(({ value }) => value);

test('ages stand from young to old, whatever their number', () => {
  for (const name of ['valueAge', 'lastRead'] as const)
    expect(ordered(name, 'unknown', '>365d', '>30d', 'never', '<30d', '>90d', '<7d')).toEqual([
      '<7d',
      '<30d',
      '>30d',
      '>90d',
      '>365d',
      'never',
      'unknown',
    ]);
});

test('rotation states stand from bad to good, and all else as it was counted', () => {
  expect(ordered('state', 'healthy', 'off', 'failing')).toEqual(['failing', 'healthy', 'off']);
  expect(ordered('service', 'search', 'billing')).toEqual(['search', 'billing']);
});
