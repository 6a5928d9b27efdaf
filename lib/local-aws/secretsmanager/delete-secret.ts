import { defineOperation } from '@/lib/local-aws/operation';
import { abandonRotation } from '@/lib/local-aws/rotation/rotation-events';
import { invalidParameter, invalidRequest, markedForDeletion } from '@/lib/local-aws/wire/aws-error';
import { flag, integer } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { noteChange, removeSecret } from '@/lib/local-aws/world/scope';
import { secretId } from './members';
import { reachSecret } from './reach-secret';
import { requireOwn } from './require-primary';

const englishDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

const members = { SecretId: secretId, RecoveryWindowInDays: integer({}), ForceDeleteWithoutRecovery: flag };

/** DeleteSecret: 7 to 30 days of grace (30), or none at all; a secret with replicas stays until they are gone. */
export const deleteSecret = defineOperation({
  name: 'DeleteSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'DeleteSecret', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'RecoveryWindowInDays', 'ForceDeleteWithoutRecovery'],
  act: (call, input) => {
    const { scope, secret } = reachSecret(call, 'DeleteSecret', input.SecretId);
    const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false } = input;
    requireOwn(secret);
    if (force && days !== undefined)
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    if (days !== undefined && (days < 7 || days > 30))
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    if ((secret.replicas ?? []).length > 0)
      throw invalidRequest("You can't delete secret because it has replica regions. Remove the replicas first.");
    if (secret.deletion !== undefined && !force) throw markedForDeletion();
    abandonRotation(scope, secret);
    const ends = force ? call.now : call.now + (days ?? 30) * 86_400_000;
    if (force) removeSecret(scope, secret);
    else secret.deletion = { requested: call.now, ends };
    noteChange(scope, secret);
    return { ARN: secret.arn, Name: secret.name, DeletionDate: toEpochSeconds(ends) };
  },
  // CloudTrail writes this one date as English text (aws-facts §2.3).
  responds: (output) => ({
    arn: output.ARN,
    name: output.Name,
    deletionDate: englishDate.format(output.DeletionDate * 1000).replaceAll('\u202f', ' '),
  }),
});
