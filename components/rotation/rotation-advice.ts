import type { SecretDetail } from '@/lib/contract/secret-detail';
import type { TargetVerdict } from '@/lib/domain/rotation/judge-target';
import type { RotationState, RotationStep } from '@/lib/domain/rotation-state';
import { targetAt } from './target-of';

export interface Advice {
  title: string;
  /** What stands, and the safe next step, in sentences. */
  lines: string[];
}

type Labelled = Pick<SecretDetail, 'rotation' | 'versionStages'>;

/** The version that is pending, and not the current one. */
export function findPending(versionStages: SecretDetail['versionStages']): string | null {
  const found = Object.entries(versionStages ?? {}).find(([, stages]) => stages.includes('AWSPENDING'));
  return found && !found[1].includes('AWSCURRENT') ? found[0] : null;
}

/** The version that a rotation which no longer goes on has left with AWSPENDING; AWS refuses the next one while it is there. */
export const findLeftPending = ({ rotation, versionStages }: Labelled): string | null =>
  rotation.state === 'running' ? null : findPending(versionStages);

/** Only a failure tells its step: of all else a rotation may have come as far as it can. */
export const targetOf = ({ rotation: { state, step } }: Pick<Labelled, 'rotation'>): TargetVerdict =>
  targetAt(state === 'failing' ? step : null);

/** What the current value is worth while the label is left behind. Where two users alternate, it is of the other one. */
const CURRENT: Record<TargetVerdict, string> = {
  untouched: 'the current value is unchanged.',
  perhaps: 'whether the current value still works is not known: the other system may have the new one already.',
  changed:
    'the current value may not work any more, unless two users alternate: the other system has been given the new one.',
};

const LABEL_MAY_BE_ALL =
  'Before the label is cleared, see which value works there: where it is the pending one, nothing else names it, and the rotation is to be finished instead.';

const CLEAR_NEXT = 'Clear the pending label next: while it is there AWS refuses a rotation by hand, too.';

/** What to say above the facts when a rotation needs somebody; null where all is as it should be. */
export function adviseOn(secret: Labelled): Advice | null {
  const { state, step } = secret.rotation;
  const pending = findLeftPending(secret);
  const holds = pending ? `Version ${pending.slice(0, 8)}… holds AWSPENDING; ${CURRENT[targetOf(secret)]}` : null;
  const careful = pending !== null && targetOf(secret) !== 'untouched' ? [LABEL_MAY_BE_ALL] : [];
  const advice: Partial<Record<RotationState, Advice>> = {
    stuck: {
      title: 'A rotation is stuck',
      lines: [
        ...(holds ? [holds] : []),
        'AWS refuses any further rotation while that label is there. First see in the log of the rotation function how far it came, above all whether it has set the new credential in the other system already.',
        ...careful,
      ],
    },
    failing: {
      title: step ? `The last rotation failed at ${step}` : 'The last rotation failed',
      lines: [
        ...(holds ? [holds] : []),
        ...(step ? [STEPS[step]] : []),
        ...careful,
        'Fix the cause first: until then another rotation ends at the same step.',
      ],
    },
    overdue: {
      title: 'Rotation is overdue',
      lines: [
        'AWS should have rotated it and did not. If the preflight is clean, rotate it now; if it is not, the preflight names what is in the way.',
      ],
    },
  };
  if (state === 'off' && secret.rotation.enabled === false && holds)
    return {
      title: 'Automatic rotation is off, and a version is still pending',
      lines: [holds, ...careful, CLEAR_NEXT],
    };
  return advice[state] ?? null;
}

const STEPS: Record<RotationStep, string> = {
  createSecret: 'That try touched nothing outside Secrets Manager: the new value was only being made.',
  setSecret: 'The new credential may or may not be set in the other system; AWSCURRENT is still on the old one.',
  testSecret: 'The new credential is set in the other system but did not work there, or could not be tried.',
  finishSecret: 'The new credential works there; only moving AWSCURRENT to it failed.',
};
