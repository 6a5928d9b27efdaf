import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgress } from './progress';

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers();
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('a step is told when it is done', () => {
  const progress = createProgress();
  progress.step('First');
  progress.step('Second');
  progress.done();
  expect(lines).toEqual(['✓ First (0.0 s)\n', '✓ Second (0.0 s)\n']);
});

it('one that takes long is told before, once, and none after the last', () => {
  const progress = createProgress();
  progress.step('First');
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual(['… First\n']);
  progress.done();
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(2);
});
