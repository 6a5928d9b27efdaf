/**
 * From bad to good. `unknown` is of endpoints alone that show no labels or no dates: there nobody can tell that
 * nothing is wrong.
 */
export const ROTATION_STATES = [
  'failing',
  'stuck',
  'overdue',
  'running',
  'unknown',
  'due',
  'healthy',
  'managed',
  'off',
  'never-configured',
] as const;

export type RotationState = (typeof ROTATION_STATES)[number];

/** What is off, or was never configured, has no date to come. */
export const DATED_STATES = [
  'failing',
  'stuck',
  'overdue',
  'running',
  'unknown',
  'due',
  'healthy',
  'managed',
] as const satisfies readonly RotationState[];

/** The four steps of AWS's rotation functions (aws-facts §1.5). */
export const ROTATION_STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

/** What is known of a secret's latest rotation from CloudTrail's service events. */
export interface RotationEvent {
  name: 'RotationStarted' | 'RotationSucceeded' | 'RotationFailed' | 'RotationAbandoned';
  at: Date;
  /** The rotation's client request token, where the record tells. */
  token: string | null;
  step: RotationStep | null;
  message: string | null;
}

export interface RotationVerdict {
  state: RotationState;
  /** One sentence for a person. */
  reason: string;
  since: Date | null;
  /** The step that failed, where known. */
  step: RotationStep | null;
  /** When time alone may change this verdict, so that it can be worked out again without AWS; null: never. */
  recheckAt: Date | null;
}
