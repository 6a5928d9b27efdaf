import { randomUUID } from 'node:crypto';
import { toRotationEvent } from '@/lib/local-aws/cloudtrail/service-event';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';

/** Writes one of Secrets Manager's own rotation events down (UG cloudtrail_log_entries). */
export function recordRotation(scope: Scope, secret: Secret, token: string, name: string, errorMessage?: string): void {
  const { account, region } = scope;
  const base = { id: randomUUID(), time: Date.now(), name, account, region, errorMessage };
  scope.trail.live.push(toRotationEvent(base, secret.arn, token));
}

/** Somebody changed the secret while its rotation ran: the rotation is given up (aws-facts §1.5). */
export function abandonRotation(scope: Scope, secret: Secret): void {
  const token = secret.running;
  if (token === undefined) return;
  secret.running = undefined;
  recordRotation(scope, secret, token, 'RotationAbandoned');
}
