import { expect, test } from 'vitest';
import { describeCadence, describeInterval, toCadence } from './cadence';

const DAY = 86_400;
const rhythm = (reads: number, medianIntervalSeconds: number | null, days = 30) => ({
  firstAt: new Date('2026-11-01T00:00:00Z'),
  lastAt: new Date(Date.parse('2026-11-01T00:00:00Z') + days * DAY * 1000),
  reads,
  medianIntervalSeconds,
});

test.each([
  [1, 'every 1 s'],
  [45, 'every 45 s'],
  [89, 'every 89 s'],
  [300, 'every 5 min'],
  [3600, 'every 60 min'],
  [7200, 'every 2 h'],
  [12 * 3600, 'every 12 h'],
  [DAY, 'daily'],
  [1.3 * DAY, 'daily'],
  [3 * DAY, 'every 3 days'],
  [7 * DAY, 'weekly'],
  [30 * DAY, 'monthly'],
  [90 * DAY, 'every 90 days'],
  [0, 'every 1 s'],
])('%d seconds: %s', (seconds, words) => expect(describeInterval(seconds)).toBe(words));

test.each([
  [rhythm(1, null, 0), 'once'],
  [rhythm(2, null), 'twice'],
  [rhythm(0, null), 'never'],
  [rhythm(5, null), '5 times'],
  [rhythm(8640, 300), 'every 5 min'],
  [rhythm(40, 2), 'at start only'],
  [rhythm(40, 2, 0.01), 'every 2 s'],
  [rhythm(40, Number.NaN), '40 times'],
  [rhythm(40, -5), '40 times'],
])('%j: %s', (given, words) => expect(describeCadence(given)).toBe(words));

test('a steady reader tells its seconds', () => {
  expect(toCadence(rhythm(8640, 300))).toEqual({ is: 'steady', seconds: 300 });
});
