import { describe, expect, test } from 'vitest';
import type { StageSpan } from '@/lib/domain/version-stages';
import { findCurrentSince, type MovingEvent } from './find-current-since';

const X = '00000000-0000-4000-8000-00000000000a';
const Y = '00000000-0000-4000-8000-00000000000b';
const at = (time: string): Date => new Date(`2026-11-20T${time}Z`);
const SEEN = at('12:00:00.000');

const event = (time: string, eventName: string, change: Partial<MovingEvent> = {}): MovingEvent => ({
  at: at(time),
  eventName,
  versionId: null,
  versionStage: null,
  token: null,
  ...change,
});
const moved = (time: string, versionId = X) =>
  event(time, 'UpdateSecretVersionStage', { versionId, versionStage: 'AWSCURRENT' });
const put = (time: string, versionId = X) => event(time, 'PutSecretValue', { versionId });
const started = (time: string, token = X) => event(time, 'RotationStarted', { token });
const succeeded = (time: string, token = X) => event(time, 'RotationSucceeded', { token });
const span = (after: string | null, by: string, change: Partial<StageSpan> = {}): StageSpan => ({
  versionId: X,
  stage: 'AWSCURRENT',
  since: { after: after === null ? null : at(after), by: at(by) },
  until: null,
  ...change,
});
const find = (
  events: MovingEvent[],
  spans: StageSpan[] = [],
  madeAfter: Date | null = null,
  changedAt: Date | null = null,
) => {
  const { after, by } = findCurrentSince({ versionId: X, events, spans, madeAfter, changedAt, seenAt: SEEN });
  return [after?.toISOString().slice(11, 19) ?? null, by.toISOString().slice(11, 19)];
};

describe('a record tells the second', () => {
  test.each<[string, MovingEvent[], [string | null, string]]>([
    ['a new value by hand', [put('08:00:00')], ['08:00:00', '08:00:01']],
    ['its creation', [event('08:00:00', 'CreateSecret', { versionId: X })], ['08:00:00', '08:00:01']],
    ['an id in capitals', [put('08:00:00', X.toUpperCase())], ['08:00:00', '08:00:01']],
    [
      'a rotation, whose last step moves the label',
      [succeeded('08:00:07'), moved('08:00:06'), put('08:00:02'), started('08:00:00')],
      ['08:00:06', '08:00:07'],
    ],
    [
      'a rotation without that step’s record',
      [succeeded('08:00:07'), put('08:00:02'), started('08:00:00')],
      ['08:00:02', '08:00:08'],
    ],
    ['its end alone', [succeeded('08:00:07')], [null, '08:00:08']],
    [
      'rolled back to it: the latest move counts',
      [moved('10:00:00'), moved('09:00:00', Y), moved('08:00:06'), put('08:00:02')],
      ['10:00:00', '10:00:01'],
    ],
  ])('%s', (_what, events, expected) => expect(find(events)).toEqual(expected));
});

describe('without one it is between two looks', () => {
  test.each<[string, MovingEvent[], StageSpan[], [string | null, string]]>([
    ['as they were', [], [span('08:00:00', '09:00:00')], ['08:00:00', '09:00:00']],
    ['or before the first', [], [span(null, '09:00:00')], [null, '09:00:00']],
    ['or by the listing', [], [], [null, '12:00:00']],
    ['what other versions did tells nothing', [moved('08:00:00', Y), put('07:00:00', Y)], [], [null, '12:00:00']],
    [
      'a pending version of a rotation that has not ended is no current one',
      [put('08:00:02'), started('08:00:00')],
      [span('08:00:00', '09:00:00')],
      ['08:00:00', '09:00:00'],
    ],
    [
      'a label that came back later than the record has it',
      [moved('07:00:00')],
      [span('08:00:00', '09:00:00')],
      ['08:00:00', '09:00:00'],
    ],
    [
      'a label that has left says nothing',
      [],
      [span('08:00:00', '09:00:00', { until: { after: at('10:00:00'), by: at('10:00:00') } })],
      [null, '12:00:00'],
    ],
  ])('%s', (_what, events, spans, expected) => expect(find(events, spans)).toEqual(expected));

  test('it is no younger than the last change of the secret', () => {
    expect(find([], [span(null, '11:00:00')], at('03:00:00'), at('04:00:00'))).toEqual(['03:00:00', '04:00:00']);
    expect(find([], [span('08:00:00', '09:00:00')], null, at('10:00:00'))).toEqual(['08:00:00', '09:00:00']);
    expect(find([], [], null, at('10:00:00'))).toEqual([null, '10:00:00']);
  });

  test('it is no older than the version', () => {
    expect(find([], [span(null, '09:00:00')], at('08:30:00'))).toEqual(['08:30:00', '09:00:00']);
    expect(find([], [span('08:00:00', '09:00:00')], at('07:00:00'))).toEqual(['08:00:00', '09:00:00']);
    expect(find([], [span(null, '09:00:00')], at('11:00:00'))).toEqual([null, '09:00:00']);
  });
});
