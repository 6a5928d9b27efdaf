import { expect, it } from 'vitest';
import { ROTATION_STEPS, type RotationState, type RotationStep } from '@/lib/domain/rotation-state';
import { judgeTarget } from '@/lib/domain/rotation/judge-target';
import { adviseOn } from './rotation-advice';
import { runAdvice } from './run-words';
import { targetAt } from './target-of';

const PENDING = '11111111-2222-4333-8444-555555555555';

const wordsOf = (state: RotationState, step: RotationStep | null): string =>
  adviseOn({
    rotation: { state, step, reason: '', since: null, enabled: true, lastRotatedAt: null, nextRotationAt: null },
    versionStages: { [PENDING]: ['AWSPENDING'], current: ['AWSCURRENT'] },
  })?.lines.join(' ') ?? '';

it('says that the current value is unchanged only where nothing was set outside', () => {
  expect(wordsOf('failing', 'createSecret')).toContain('the current value is unchanged');
  expect(wordsOf('failing', 'createSecret')).not.toContain('Before the label is cleared');
});

it.each([...ROTATION_STEPS.slice(1), null])('never says that the current value works after a failure at %s', (step) => {
  for (const state of ['failing', 'stuck'] as const) {
    expect(wordsOf(state, step)).toMatch(/whether the current value still works|the current value may not work any more/);
    expect(wordsOf(state, step)).not.toContain('unchanged');
    expect(wordsOf(state, step)).toContain('Before the label is cleared, see which value works there');
  }
  expect(runAdvice({ state: 'failed', step })).not.toContain('unchanged');
  expect(runAdvice({ state: 'failed', step })).toContain('which value works');
}); // prettier-ignore

it('judges a step as the diagnosis does', () => {
  for (const step of [...ROTATION_STEPS, null]) expect(targetAt(step)).toBe(judgeTarget(step));
});
