import { describe, expect, it } from 'vitest';
import { isUnkept, whatIsUnkept } from './unkept';

const before = new Date('2025-10-16T00:00:00Z');
const reads = { action: 'read' as const, before };
const lists = { action: 'list' as const, before: new Date('2026-01-01T00:00:00Z') };
const gone = [reads, lists];

describe('what an answer lacks', () => {
  it('is what was deleted of the time that is asked for', () => {
    expect(whatIsUnkept(gone, {})).toEqual(gone);
    expect(whatIsUnkept(gone, { from: new Date('2025-10-15T23:59:59.999Z') })).toEqual(gone);
    expect(whatIsUnkept(gone, { from: before })).toEqual([lists]);
    expect(whatIsUnkept(gone, { from: lists.before })).toEqual([]);
  });

  it('is of the classes and of the operations that are asked for alone', () => {
    expect(whatIsUnkept(gone, { action: ['read'] })).toEqual([reads]);
    expect(whatIsUnkept(gone, { action: ['change'] })).toEqual([]);
    expect(whatIsUnkept(gone, { eventName: ['DescribeSecret'] })).toEqual([lists]);
    expect(whatIsUnkept(gone, { action: ['change'], eventName: ['GetSecretValue'] })).toEqual([reads]);
  });

  it('may be all that happened before', () => {
    expect(isUnkept([reads], new Date('2025-10-15T23:59:59.999Z'))).toBe(true);
    expect(isUnkept([reads], before)).toBe(false);
  });
});
