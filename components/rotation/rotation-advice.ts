import type { SecretDetail } from '@/lib/contract/secret-detail';
import type { RotationState } from '@/lib/domain/rotation-state';

export interface Advice {
  title: string;
  /** What stands, and the safe next step, in sentences. */
  lines: string[];
}

type Labelled = Pick<SecretDetail, 'rotation' | 'versionStages'>;

const NOT_UNDONE = 'Nothing is undone in the other system by clearing a label.';

/** The version that a rotation which no longer goes on has left with AWSPENDING; AWS refuses the next one while it is there. */
export function findLeftPending({ rotation, versionStages }: Labelled): string | null {
  const found = Object.entries(versionStages ?? {}).find(([, stages]) => stages.includes('AWSPENDING'));
  if (!found || rotation.state === 'running' || found[1].includes('AWSCURRENT')) return null;
  return found[0];
}

/** What to say above the facts when a rotation needs somebody; null where all is as it should be. */
export function adviseOn(secret: Labelled): Advice | null {
  const { state, step } = secret.rotation;
  const pending = findLeftPending(secret);
  const holds = pending
    ? `Version ${pending.slice(0, 8)}… holds AWSPENDING; the current value is unchanged and works.`
    : null;
  const advice: Partial<Record<RotationState, Advice>> = {
    stuck: {
      title: 'A rotation is stuck',
      lines: [
        ...(holds ? [holds] : []),
        'AWS refuses any further rotation until that label is cleared. First see in the log of the rotation function how far it came, above all whether it has set the new credential in the other system already.',
        `Then clear the pending label and rotate again. ${NOT_UNDONE}`,
      ],
    },
    failing: {
      title: step ? `The last rotation failed at ${step}` : 'The last rotation failed',
      lines: [
        ...(holds ? [holds] : []),
        ...(step ? [whatFailed(step)] : []),
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
  return advice[state] ?? null;
}

const STEPS: Record<string, string> = {
  createSecret: 'Nothing outside Secrets Manager was touched: the new value was only being made.',
  setSecret: 'The new credential may or may not be set in the other system; the old one is still the current value.',
  testSecret: 'The new credential is set in the other system but did not work there, or could not be tried.',
  finishSecret: 'The new credential works; only moving AWSCURRENT to it failed.',
};
const whatFailed = (step: string): string => STEPS[step] ?? '';
