import { expect, test } from 'vitest';
import type { RotationView } from '@/lib/contract/secret-item';
import { describeNext, describeRotation } from './rotation-words';

const NOW = '2026-11-22T14:06:00.000Z';
const day = (days: number) => new Date(Date.parse(NOW) + days * 86_400_000).toISOString();
const rotation = (view: Partial<RotationView>): RotationView => ({
  state: 'healthy',
  reason: '',
  since: null,
  step: null,
  enabled: true,
  lastRotatedAt: null,
  nextRotationAt: null,
  ...view,
});

test.each([
  [rotation({ state: 'stuck', step: 'testSecret', since: day(-3) }), null, 'stuck at testSecret', '3 d'],
  [rotation({ state: 'failing', since: day(-2), nextRotationAt: day(1) }), null, 'failing', '2 d'],
  [rotation({ state: 'overdue', since: day(-12), nextRotationAt: day(-12) }), null, 'overdue 12 d', null],
  [rotation({ state: 'managed', nextRotationAt: day(4) }), 'rds', 'managed by rds', 'in 4 d'],
  [rotation({ state: 'managed' }), null, 'managed', null],
  [rotation({ state: 'never-configured' }), null, 'never set up', null],
  [rotation({ state: 'healthy', since: day(-1), nextRotationAt: day(6) }), null, 'healthy', 'in 6 d'],
])('%j', (view, owner, words, next) => {
  expect(describeRotation(view, owner, NOW)).toBe(words);
  expect(describeNext(view, NOW)).toBe(next);
});
