import { rotationView, type RotationView, type SecretItem } from '@/lib/contract/secret-item';
import type { RotationState } from '@/lib/domain/rotation-state';
import type { Tone } from '@/components/ui/badge';
import { formatRelative, formatSpan } from '@/components/ui/format-time';

/** From bad to good. */
export const ROTATION_STATES: readonly RotationState[] = rotationView.shape.state.options;

export const ROTATION_TONES = {
  failing: 'bad',
  stuck: 'bad',
  overdue: 'warn',
  running: 'due',
  unknown: 'off',
  due: 'due',
  healthy: 'ok',
  managed: 'managed',
  off: 'off',
  'never-configured': 'off',
} as const satisfies Record<RotationState, Tone>;

const WORDS = { 'never-configured': 'never set up' } as const;

/** The state's own word, without the facts around it. */
export const rotationWord = (state: RotationState): string => (state === 'never-configured' ? WORDS[state] : state);

const since = ({ since: at }: RotationView, now: string): string | null =>
  at && Date.parse(at) <= Date.parse(now) ? formatSpan(Date.parse(now) - Date.parse(at)) : null;

type Manager = Pick<SecretItem, 'owningService' | 'type'>;
export type Rotating = Manager & Pick<SecretItem, 'rotation'>;

/** A partner's type is an open string; the longest that AWS lists has 29 letters. */
const LONGEST_TYPE = 40;
const toShort = (type: string): string =>
  type.length > LONGEST_TYPE ? `${type.slice(0, LONGEST_TYPE).toWellFormed()}…` : type;

/** `managed by rds`; of AWS's managed external secrets their type, which names the partner. */
export function describeState(state: RotationState, { owningService, type }: Manager): string {
  if (state !== 'managed') return rotationWord(state);
  if (owningService) return `managed by ${owningService}`;
  return type ? `managed external: ${toShort(type)}` : state;
}

/** `stuck at testSecret`, `overdue 12 d`, `managed by rds`. */
export function describeRotation({ rotation, ...manager }: Rotating, now: string): string {
  const word = describeState(rotation.state, manager);
  if (rotation.state === 'overdue') return [word, since(rotation, now)].filter(Boolean).join(' ');
  return rotation.step && rotation.state !== 'healthy' ? `${word} at ${rotation.step}` : word;
}

/** Beside the state: how long a trouble stands, else when the next rotation comes. */
export function describeNext(rotation: RotationView, now: string): string | null {
  if (rotation.state === 'failing' || rotation.state === 'stuck' || rotation.state === 'running')
    return since(rotation, now);
  if (rotation.state === 'overdue' || rotation.nextRotationAt === null) return null;
  return formatRelative(rotation.nextRotationAt, now);
}
