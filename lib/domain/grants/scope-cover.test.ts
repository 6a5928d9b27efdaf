import { describe, expect, it } from 'vitest';
import type { GrantRule } from '@/lib/domain/grant';
import { coversAccount } from './scope-cover';

const HERE = '111122223333';
const THERE = '222233334444';
const covers = (allow: GrantRule[], deny: GrantRule[] = []) => coversAccount({ allow, deny }, HERE);

describe('a whole account is covered', () => {
  it('by a rule without a condition, or of this account alone', () => {
    expect(covers([])).toBe(false);
    expect(covers([{}])).toBe(true);
    expect(covers([{ accounts: [HERE, THERE] }])).toBe(true);
    expect(covers([{ accounts: [THERE] }])).toBe(false);
    expect(covers([{ accounts: [] }])).toBe(false);
  });

  it('by no rule that one secret meets and another does not', () => {
    for (const part of [
      { environments: ['dev'] },
      { notEnvironments: ['prod'] },
      { tag: { key: 'team', value: 'a' } },
      { namePrefix: '' },
    ] satisfies GrantRule[]) {
      expect(covers([{ accounts: [HERE], ...part }])).toBe(false);
      expect(covers([{ accounts: [HERE], also: part }])).toBe(false);
      expect(covers([part, { accounts: [HERE] }])).toBe(true);
    }
    expect(covers([{ accounts: [HERE], also: { accounts: [THERE] } }])).toBe(false);
    expect(covers([{ accounts: [HERE], also: { accounts: [HERE] } }])).toBe(true);
  });

  it('not where a denial may touch it', () => {
    expect(covers([{}], [{ accounts: [THERE] }])).toBe(true);
    expect(covers([{}], [{ accounts: [THERE], environments: ['prod'] }])).toBe(true);
    expect(covers([{}], [{ accounts: [HERE] }])).toBe(false);
    expect(covers([{}], [{ environments: ['prod'] }])).toBe(false);
    expect(covers([{ accounts: [HERE] }], [{ accounts: [HERE], namePrefix: 'x' }])).toBe(false);
  });
});
