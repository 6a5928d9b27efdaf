import type { RotationEvent } from '@/lib/domain/rotation-state';
import { findVersionWithStage, hasNoVersion, type ObservedSecret } from '@/lib/domain/secret';
import { patienceMs, tryPatienceMs } from './rotation-window';

export type RotatingSecret = Pick<
  ObservedSecret,
  | 'rotationEnabled'
  | 'rotationLambdaArn'
  | 'rotationRules'
  | 'createdAt'
  | 'lastRotatedAt'
  | 'nextRotationAt'
  | 'lastChangedAt'
  | 'deletedAt'
  | 'owningService'
  | 'type'
  | 'region'
  | 'primaryRegion'
  | 'versionStages'
>;

export interface RotationFacts {
  secret: RotatingSecret;
  /** Newest first. */
  events: readonly RotationEvent[];
  /** When the pending version came to be, where ListSecretVersionIds told. */
  pendingSince: Date | null;
  /** When AWS told this; none where it does so now. */
  observedAt?: Date;
  now: Date;
}

export type Progress =
  | { is: 'failed'; since: Date; event: RotationEvent }
  | { is: 'running'; since: Date; until: Date }
  | { is: 'stuck'; since: Date | null; abandoned: boolean }
  /** Nothing tells since when: it may run, or be stuck. */
  | { is: 'pending' }
  | { is: 'none' };

/** A record's time has whole seconds: of two in one second, the end of a rotation is the later. */
export const newestFirst = (a: RotationEvent, b: RotationEvent): number =>
  b.at.getTime() - a.at.getTime() || Number(a.name === 'RotationStarted') - Number(b.name === 'RotationStarted');

/** AWSPENDING on another version than AWSCURRENT; on the same, or on none, the rotation has ended (model, RotateSecret). */
export function findPendingVersion(stages: Record<string, string[]> | null): string | null {
  const pending = findVersionWithStage(stages, 'AWSPENDING');
  return pending === findVersionWithStage(stages, 'AWSCURRENT') ? null : pending;
}

/** Whose token is not told may be of any. */
export const isOf = (event: RotationEvent, versionId: string | null): boolean =>
  versionId === null || event.token === null || event.token.toLowerCase() === versionId.toLowerCase();

/** The first of the failures that have followed each other since anything else ended. */
function firstOfFailures(ends: readonly RotationEvent[], versionId: string | null): Date | null {
  let since: Date | null = null;
  for (const event of ends) {
    if (event.name !== 'RotationFailed' || !isOf(event, versionId)) break;
    since = event.at;
  }
  return since;
}

/**
 * Where the latest rotation stands. AWS has no status field, so labels and service events tell
 * together (aws-facts §1.5); either may lag behind the other, so the later of them is believed.
 */
export function readProgress({ secret, events, pendingSince, now }: RotationFacts): Progress {
  const sorted = events.toSorted(newestFirst);
  const ends = sorted.filter((event) => event.name !== 'RotationStarted');
  const pending = findPendingVersion(secret.versionStages);
  const [newest] = sorted;
  const isBegun = newest?.name === 'RotationStarted' && isOf(newest, pending);
  const patience = isBegun ? tryPatienceMs(secret.rotationRules) : patienceMs(secret.rotationRules);
  const rotatedAt = secret.lastRotatedAt?.getTime() ?? 0;
  const isPast = (at: Date): boolean => at.getTime() + patience <= now.getTime();

  if (newest?.name === 'RotationStarted' && newest.at.getTime() > rotatedAt && !isPast(newest.at))
    return { is: 'running', since: newest.at, until: new Date(newest.at.getTime() + patience) };
  // No pending version: whatever failed was cleared or succeeded since. Not told, or no version at all: only events speak.
  if (pending === null && secret.versionStages !== null && !hasNoVersion(secret.versionStages)) return { is: 'none' };

  const [end] = ends;
  const failedSince = firstOfFailures(ends, pending);
  if (end && failedSince !== null && end.at.getTime() > rotatedAt)
    return { is: 'failed', since: failedSince, event: end };
  // The labels were read before the success that the event tells of.
  if (pending === null || (end?.name === 'RotationSucceeded' && end.token === pending)) return { is: 'none' };

  const started = sorted.find((event) => event.name === 'RotationStarted' && isOf(event, pending));
  // Any change moves LastChangedDate, so the label is at least as old as that.
  const since = pendingSince ?? started?.at ?? secret.lastChangedAt;
  const abandoned = end?.name === 'RotationAbandoned' && isOf(end, pending) && (!since || end.at >= since);
  // AWS always dates a change: an endpoint that does not leaves open how long the label has been there.
  if (since === null && !abandoned) return { is: 'pending' };
  return since === null || abandoned || isPast(since)
    ? { is: 'stuck', since, abandoned }
    : { is: 'running', since, until: new Date(since.getTime() + patience) };
}
