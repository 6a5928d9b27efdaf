import { expect, test } from 'vitest';
import { toResult } from './result';

const machine = { sha256: 1, cores: 2, load: 0 };
const met = (value: number, unit: string, goal?: number) =>
  toResult('b', { metric: 'm', value, unit, goal }, machine).met;

test('a goal is the most that is allowed, of a rate the least', () => {
  expect([met(9, 's', 10), met(11, 's', 10)]).toEqual([true, false]);
  expect([met(1100, 'requests/s', 1000), met(900, 'requests/s', 1000)]).toEqual([true, false]);
  expect(met(9, 's')).toBeNull();
});

test('a goal that is a share of something measured has as many digits as what is held against it', () => {
  const figure = { metric: 'm', value: 18.5651, unit: 's', goal: 18.565256750666666 };
  expect(toResult('b', figure, machine)).toMatchObject({ value: 18.6, goal: 18.6, met: true });
});

test('a line has its eight members, with or without a goal and something beside it', () => {
  const bare = toResult('b', { metric: 'm', value: 1.23456, unit: 's' }, machine);
  expect(bare).toEqual({
    bench: 'b',
    metric: 'm',
    value: 1.23,
    unit: 's',
    goal: null,
    met: null,
    baseline: null,
    machine,
  });
  const full = { metric: 'm', value: 12_345, unit: 's', goal: 1, baseline: { of: 'it', value: 2.3456 } };
  expect(toResult('b', full, machine)).toMatchObject({ value: 12_350, baseline: { of: 'it', value: 2.35 } });
});
