import { describe, expect, it } from 'vitest';
import type { RotationEvent, RotationStep } from '@/lib/domain/rotation-state';
import { findReachedStep, judgeTarget } from './judge-target';

const PENDING = '11111111-2222-4333-8444-555555555555';
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 3, minute));
const failed = (minute: number, step: RotationStep | null, change: Partial<RotationEvent> = {}): RotationEvent => ({
  name: 'RotationFailed',
  at: at(minute),
  token: PENDING,
  step,
  message: null,
  ...change,
});
const other = (minute: number, name: RotationEvent['name'], token: string | null = PENDING): RotationEvent => ({
  ...failed(minute, null),
  name,
  token,
});
const NOT_CREATED = 'Pending secret version x for Secret y was not created by Lambda z. Remove the AWSPENDING staging label and restart rotation.'; // prettier-ignore

it.each([
  ['createSecret', 'untouched'],
  ['setSecret', 'perhaps'],
  ['testSecret', 'changed'],
  ['finishSecret', 'changed'],
  [null, 'perhaps'],
] as const)('of a rotation that came to %s what it opens is %s', (reached, verdict) => {
  expect(judgeTarget(reached)).toBe(verdict);
});

describe('how far the pending rotation came', () => {
  it.each<[string, RotationEvent[], RotationStep | null]>([
    ['nothing is known', [], null],
    ['one failure', [failed(1, 'setSecret')], 'setSecret'],
    ['an earlier try came further', [failed(9, 'createSecret'), other(8, 'RotationStarted'), failed(1, 'testSecret')], 'testSecret'],
    ['in whatever order they are given', [failed(1, 'testSecret'), failed(9, 'createSecret')], 'testSecret'],
    ['an earlier try failed nobody knows where', [failed(9, 'createSecret'), failed(1, null)], null],
    ['AWS says that the version was never made', [failed(1, null, { message: NOT_CREATED })], 'createSecret'],
    ['a failure before the last success', [failed(9, 'createSecret'), other(5, 'RotationSucceeded', 'x'), failed(1, 'finishSecret', { token: null })], 'createSecret'],
    ['a failure of another version', [failed(9, 'createSecret'), failed(1, 'finishSecret', { token: 'x' })], 'createSecret'],
    ['it was abandoned since', [other(9, 'RotationAbandoned'), failed(1, 'createSecret')], null],
  ])('%s', (_, events, step) => expect(findReachedStep(events, PENDING)).toBe(step)); // prettier-ignore
});
