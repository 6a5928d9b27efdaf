import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { ObservedSecret } from '@/lib/domain/secret';
import { block, isReplica } from './check-obstacles';

/** What the ledger calls it. */
export const TURN_OFF = 'turn automatic rotation off';

/**
 * What stands in the way of turning automatic rotation off (CancelRotateSecret; service model and aws-facts §1.5): it
 * has to be on, and the secret's own. Decided on what DescribeSecret says now; none: AWS may be asked.
 */
export function checkCancel(secret: ObservedSecret): PreflightCheck[] {
  const checks = checkConfiguration(secret);
  if (secret.deletedAt === null) return checks;
  return [...checks, block('pending-deletion', 'It is pending deletion: AWS does not rotate it, and refuses this.')];
}

function checkConfiguration(secret: ObservedSecret): PreflightCheck[] {
  if (isReplica(secret))
    return [block('replica', `It is a replica: its primary in ${secret.primaryRegion} is what rotates.`)];
  if (secret.owningService !== null)
    return [block('managed-by-service', `It is managed by ${secret.owningService}: its rotation is changed there.`)];
  if (secret.rotationEnabled === null) return [block('not-configured', 'Rotation was never configured.')];
  return secret.rotationEnabled ? [] : [block('rotation-off', 'Automatic rotation is turned off already.')];
}
