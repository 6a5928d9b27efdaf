import { expect, it } from 'vitest';
import type { RotationEvent, RotationVerdict } from '@/lib/domain/rotation-state';
import { planLogRange } from './plan-log-range';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const event = (name: RotationEvent['name'], time: string): RotationEvent => ({
  name,
  at: at(time),
  token: null,
  step: null,
  message: null,
});
const now = at('12:00:00');

it.each<[string, RotationEvent[], Date | null, [string, string] | null, RotationVerdict['state']?]>([
  ['a failure, from its start', [event('RotationStarted', '03:00:00'), event('RotationFailed', '03:00:31')], null, ['03:00:00', '03:02:31']],
  ['a failure whose start is not known', [event('RotationFailed', '03:00:31')], null, ['02:45:31', '03:02:31']],
  ['the last failure of several', [event('RotationFailed', '03:00:31'), event('RotationFailed', '04:00:31'), event('RotationStarted', '04:00:00')], null, ['04:00:00', '04:02:31']],
  ['a failure long after its start', [event('RotationStarted', '01:00:00'), event('RotationFailed', '05:00:00')], null, ['04:00:00', '05:02:00']],
  ['what never ended', [event('RotationStarted', '03:00:00')], null, ['03:00:00', '04:02:00']],
  ['what began a moment ago', [event('RotationStarted', '11:59:00')], null, ['11:59:00', '12:00:00']],
  ['a label alone', [], at('03:00:00'), ['03:00:00', '04:02:00']],
  ['a start after a failure that was mended', [event('RotationFailed', '01:00:00'), event('RotationSucceeded', '02:00:00'), event('RotationStarted', '03:00:00')], null, ['03:00:00', '04:02:00'], 'stuck'],
  ['a start after a failure', [event('RotationFailed', '01:00:00'), event('RotationStarted', '03:00:00')], null, ['03:00:00', '04:02:00'], 'stuck'],
  ['a failure on which the state rests, whatever began since', [event('RotationStarted', '00:59:00'), event('RotationFailed', '01:00:00'), event('RotationStarted', '03:00:00')], null, ['00:59:00', '01:02:00'], 'failing'],
  ['a label after a success', [event('RotationSucceeded', '02:00:00')], at('03:00:00'), ['03:00:00', '04:02:00'], 'stuck'],
  ['a start and an end of one second', [event('RotationFailed', '03:00:00'), event('RotationStarted', '03:00:00')], null, ['03:00:00', '03:02:00'], 'stuck'],
  ['nothing', [], null, null],
])('%s', (_, events, since, expected, state = 'failing') => {
  const range = planLogRange(events, { state, since }, now);
  expect(range && [range.from, range.to]).toEqual(expected?.map(at) ?? null);
}); // prettier-ignore
