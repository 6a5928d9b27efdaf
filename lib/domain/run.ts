import type { LedgerPhase } from './ledger-entry';
import type { RotationStep } from './rotation-state';

export const RUN_STATES = ['started', 'running', 'succeeded', 'failed', 'abandoned', 'hung', 'unknown'] as const;
export type RunState = (typeof RUN_STATES)[number];
export const isEnded = (state: RunState): boolean => state !== 'started' && state !== 'running';

/** What the ledger says of a run's end. One that hangs may still succeed: that it failed would be a guess. */
export function toLedgerPhase(ended: RunState): LedgerPhase {
  if (ended === 'succeeded') return 'done';
  return ended === 'failed' || ended === 'abandoned' ? 'failed' : 'unknown';
}

/** A rotation followed to its end. `id` is the client request token, and so the new version's id. */
export interface RotationRun {
  id: string;
  secretId: string;
  arn: string;
  scopeId: string;
  state: RunState;
  /** The step last seen, or the one that failed. */
  step: RotationStep | null;
  /** In words: the cause of a failure, what is being waited for. */
  message: string;
  /** null: begun elsewhere, by AWS's schedule or somebody there, and told by CloudTrail. */
  startedBy: { id: string; name: string } | null;
  reason: string | null;
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
  previousVersionId: string | null;
  /** Of one that was begun elsewhere: the newest event that CloudTrail told of it. */
  toldAt?: Date | null;
}

/** A run as it is read: with its secret's name and environment, null where the secret is not known. */
export interface NamedRun extends RotationRun {
  secretName: string | null;
  environment: string | null;
}
