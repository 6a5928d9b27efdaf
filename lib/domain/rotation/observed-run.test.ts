import { describe, expect, it } from 'vitest';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import { followObserved, toObservedRuns, UNTOLD_AFTER_MS } from './observed-run';

const TOKEN = 'c4e8a1f0-0000-4000-8000-000000000001';
const NOW = new Date('2026-11-20T12:00:00Z');
const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const event = (name: RotationEvent['name'], time: string, more: Partial<RotationEvent> = {}): RotationEvent => ({
  name,
  at: at(time),
  token: TOKEN,
  step: null,
  message: null,
  ...more,
});
const told = (...events: RotationEvent[]) =>
  toObservedRuns(
    events.map((one) => ({ secretId: 's', event: one })),
    NOW,
  );

describe('a rotation that was begun elsewhere', () => {
  it.each<[string, RotationEvent[], object]>([
    [
      'has begun and ended, whatever comes first',
      [event('RotationSucceeded', '11:00:09'), event('RotationStarted', '11:00:00')],
      { state: 'succeeded', startedAt: at('11:00:00'), endedAt: at('11:00:09'), toldAt: at('11:00:09') },
    ],
    [
      'began and ended within one second',
      [event('RotationSucceeded', '11:00:00'), event('RotationStarted', '11:00:00')],
      { state: 'succeeded' },
    ],
    [
      'failed at a step',
      [event('RotationFailed', '11:00:09', { step: 'setSecret', message: 'no route' })],
      { state: 'failed', step: 'setSecret', message: 'The rotation failed in setSecret: no route' },
    ],
    [
      'failed and is tried again under its token',
      [
        event('RotationStarted', '11:50:00'),
        event('RotationFailed', '11:00:09', { step: 'setSecret' }),
        event('RotationStarted', '11:00:00'),
      ],
      { state: 'running', startedAt: at('11:00:00'), endedAt: null, toldAt: at('11:50:00') },
    ],
    ['was abandoned', [event('RotationAbandoned', '11:00:09')], { state: 'abandoned', endedAt: at('11:00:09') }],
    ['goes on', [event('RotationStarted', '11:59:00')], { state: 'running', endedAt: null }],
    ['began and was not heard of again', [event('RotationStarted', '09:00:00')], { state: 'unknown' }],
  ])('%s', (_, events, expected) => {
    const runs = told(...events);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ id: TOKEN, secretId: 's', ...expected });
  });

  it('is one for each token; without one it is none', () => {
    expect(told(event('RotationStarted', '11:59:00', { token: null }))).toEqual([]);
    const other = { token: 'a-token-of-somebody-else-000000000001' };
    expect(told(event('RotationStarted', '11:59:00'), event('RotationStarted', '11:59:00', other))).toHaveLength(2);
    // As AWS has it in the version's id.
    expect(told(event('RotationStarted', '11:59:00', { token: TOKEN.toUpperCase() }))[0]?.id).toBe(TOKEN.toUpperCase());
    expect(told(event('RotationStarted', '11:59:00', { token: 'with / a path of its own 00000000000' }))).toEqual([]);
  });
});

it('of a token that two secrets share is a run of one of them', () => {
  const both = ['one', 'other'].map((secretId) => ({ secretId, event: event('RotationStarted', '11:59:00') }));
  expect(toObservedRuns(both, NOW)).toMatchObject([{ id: TOKEN, secretId: 'one' }]);
});

describe('its labels', () => {
  const run = {
    id: TOKEN,
    state: 'running' as const,
    step: null,
    message: 'AWS told that it began.',
    startedAt: at('11:59:00'),
    toldAt: null,
  };
  const follow = (stages: Record<string, string[]> | 'gone', now = NOW, toldAt: Date | null = null) =>
    followObserved({ run: { ...run, toldAt }, stages, now }).state;

  it('tell its success, and nothing else of an end', () => {
    expect(follow({ [TOKEN]: ['AWSCURRENT'] })).toBe('succeeded');
    expect(follow({ [TOKEN]: ['AWSPENDING'], old: ['AWSCURRENT'] })).toBe('running');
    expect(follow({ other: ['AWSCURRENT'] })).toBe('running');
    expect(follow('gone')).toBe('running');
    expect(follow({ other: ['AWSCURRENT'] }, at('12:19:00'))).toBe('running');
    expect(follow({ other: ['AWSCURRENT'] }, at('12:19:01'))).toBe('unknown');
    const late = new Date(at('11:59:00').getTime() + UNTOLD_AFTER_MS + 1);
    expect(follow({ [TOKEN]: ['AWSPENDING'], old: ['AWSCURRENT'] }, late)).toBe('hung');
    // AWS tries again.
    expect(follow({ [TOKEN]: ['AWSPENDING'], old: ['AWSCURRENT'] }, late, late)).toBe('running');
    expect(follow({ old: ['AWSCURRENT'] }, late, late)).toBe('running');
  });
});
