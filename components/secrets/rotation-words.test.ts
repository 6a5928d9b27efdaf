import { expect, test } from 'vitest';
import type { RotationView } from '@/lib/contract/secret-item';
import { describeNext, describeRotation, describeState } from './rotation-words';

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
  expect(describeRotation({ rotation: view, owningService: owner, type: null }, NOW)).toBe(words);
  expect(describeNext(view, NOW)).toBe(next);
});

test.each([
  [null, 'SalesforceClientSecret', 'managed external: SalesforceClientSecret'],
  ['rds', 'SalesforceClientSecret', 'managed by rds'],
  [null, 'x'.repeat(256), `managed external: ${'x'.repeat(40)}…`],
  [null, null, 'managed'],
])('what %s or the type %s manages is named by it', (owningService, type, words) => {
  expect(describeState('managed', { owningService, type })).toBe(words);
  expect(describeRotation({ rotation: rotation({ state: 'managed' }), owningService, type }, NOW)).toBe(words);
  expect(describeState('never-configured', { owningService, type })).toBe('never set up');
});
