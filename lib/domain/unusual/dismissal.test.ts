import { describe, expect, it } from 'vitest';
import { nameFinding, planChange } from './dismissal';

const [open, dismissed] = [
  { id: 'a', dismissed: false },
  { id: 'b', dismissed: true },
];

describe('of what is chosen', () => {
  it.each([
    ['dismiss', [open, dismissed], [open]],
    ['reopen', [open, dismissed], [dismissed]],
    ['dismiss', [dismissed], []],
    ['reopen', [open], []],
    ['dismiss', [], []],
  ] as const)('to %s %j is of %j', (change, seen, due) => {
    expect(planChange(change, seen)).toEqual(due);
  });
});

it('the ledger names a finding by its rule, its principal and its day', () => {
  expect(nameFinding({ rule: 'root', principal: 'root', day: '2026-11-20' })).toBe('Root: root, 2026-11-20');
});
