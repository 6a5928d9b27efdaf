import { expect, test } from 'vitest';
import { rotationView, type RotationView } from '@/lib/contract/secret-item';
import { offersTurnOff } from './offers-turn-off';
import { adviseOn, findLeftPending } from './rotation-advice';

const rotation = (change: Partial<RotationView>): RotationView => ({
  state: 'healthy',
  reason: '',
  since: null,
  step: null,
  enabled: true,
  lastRotatedAt: null,
  nextRotationAt: null,
  ...change,
});

test('turning rotation off is offered where one runs or AWS tries it again and again, and nowhere else', () => {
  const offered = rotationView.shape.state.options.filter((state) =>
    offersTurnOff({ rotation: rotation({ state }), owningService: null }),
  );
  expect(offered).toEqual(['failing', 'stuck', 'running']);
  expect(offersTurnOff({ rotation: rotation({ state: 'failing' }), owningService: 'rds' })).toBe(false);
  expect(offersTurnOff({ rotation: rotation({ state: 'failing', enabled: null }), owningService: null })).toBe(false);
});

test('where it is off and a version is still pending, clearing its label is the next step', () => {
  const off = {
    rotation: rotation({ state: 'off', enabled: false }),
    versionStages: { new: ['AWSPENDING'], old: ['AWSCURRENT'] },
  };
  expect(findLeftPending(off)).toBe('new');
  const advice = adviseOn(off);
  expect(advice?.title).toBe('Automatic rotation is off, and a version is still pending');
  expect(advice?.lines.join(' ')).toMatch(
    /holds AWSPENDING.*Before the label is cleared.*Clear the pending label next/,
  );
  expect(adviseOn({ ...off, versionStages: { old: ['AWSCURRENT', 'AWSPENDING'] } })).toBeNull();
  // Pending deletion is off as well.
  expect(adviseOn({ ...off, rotation: rotation({ state: 'off' }) })).toBeNull();
});
