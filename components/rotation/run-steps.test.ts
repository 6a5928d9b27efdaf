import { expect, test } from 'vitest';
import { markSteps } from './run-steps';

const marks = (run: Parameters<typeof markSteps>[0]) => markSteps(run).map(({ mark }) => mark);

test.each([
  [{ state: 'started', step: null }, ['ahead', 'ahead', 'ahead', 'ahead']],
  [{ state: 'running', step: 'setSecret' }, ['done', 'now', 'ahead', 'ahead']],
  [{ state: 'succeeded', step: null }, ['done', 'done', 'done', 'done']],
  [{ state: 'failed', step: 'testSecret' }, ['done', 'done', 'failed', 'unreached']],
  [{ state: 'failed', step: null }, ['unknown', 'unknown', 'unknown', 'unknown']],
  [{ state: 'hung', step: 'setSecret' }, ['done', 'unknown', 'unreached', 'unreached']],
] as const)('%j', (run, expected) => expect(marks(run)).toEqual(expected));
