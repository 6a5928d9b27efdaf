import { expect, test } from 'vitest';
import { FIRST_READ_DAYS, judgeFirstRead } from './judge-first-read';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number, 12));
const held = (from: number, to: number) => ({ from: day(from), to: day(to) });
const AT = 100;

test.each([
  ['nothing is covered', [], 'unknown'],
  ['history starts with it', [held(AT, AT + 10)], 'unknown'],
  ['history starts a day too late', [held(AT - FIRST_READ_DAYS + 1, AT + 10)], 'unknown'],
  ['exactly the days before', [held(AT - FIRST_READ_DAYS, AT)], 'first'],
  ['months before', [held(1, AT + 10)], 'first'],
  ['in pieces that touch', [held(1, AT - 3), held(AT - 3, AT + 10)], 'first'],
  ['with a hole shortly before', [held(1, AT - 3), held(AT - 2, AT + 10)], 'unknown'],
  ['with a hole long before', [held(1, 20), held(30, AT + 10)], 'first'],
  ['covered only after it', [held(AT + 1, AT + 10)], 'unknown'],
] as const)('%s', (_, coverage, expected) => expect(judgeFirstRead(day(AT), coverage)).toBe(expected));
