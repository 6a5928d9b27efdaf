import { randomUUID } from 'node:crypto';
import { toServiceEvent } from '@/lib/local-aws/cloudtrail/service-event';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';

function record(scope: Scope, name: string, requestId: string, additional: Record<string, string>, error?: string) {
  const { account, region } = scope;
  const base = { id: randomUUID(), time: Date.now(), name, account, region, errorMessage: error };
  scope.trail.live.push(toServiceEvent({ ...base, requestId, additional }));
}

/** The two events of a secret that is gone for good; `forced`: without a recovery window (aws-facts §2.3). */
export function recordDeletion(scope: Scope, { arn, name }: Secret, forced: boolean): void {
  const requestId = `SecretDeleteMessage:${arn}:${Date.now()}${forced ? ':Forced' : ''}`;
  for (const event of ['StartSecretVersionDelete', 'EndSecretVersionDelete'])
    record(scope, event, requestId, { ARN: arn, Name: name });
}

export function recordRestored(scope: Scope, { arn, name }: Secret): void {
  record(scope, 'CancelSecretVersionDelete', `SecretDeleteMessage:${arn}:${Date.now()}`, { ARN: arn, Name: name });
}

/** A version without labels was removed because there were more than a hundred (UG cloudtrail_log_entries). */
export function recordPruned(scope: Scope, { arn, name }: Secret, versionId: string): void {
  record(scope, 'SecretVersionDeletion', randomUUID(), { ARN: arn, Name: name, VersionId: versionId });
}

/** ReplicationStarted, -Succeeded, -Failed, in the primary's region; the last with the words of the status. */
export function recordReplication(
  scope: Scope,
  { arn }: Secret,
  end: 'Started' | 'Succeeded' | 'Failed',
  to: string,
  error?: string,
): void {
  record(scope, `Replication${end}`, `Replication-${arn}-${to}`, { SecretId: arn }, error);
}
