import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { abandonRotation } from '@/lib/local-aws/rotation/rotation-events';
import { invalidParameter, markedForDeletion, notFound } from '@/lib/local-aws/wire/aws-error';
import { flag, integer } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { noteChange, randomSuffix, removeSecret, toArn } from '@/lib/local-aws/world/scope';
import { later } from '@/lib/local-aws/world/world';
import { recordDeletion } from './housekeeping-events';
import { secretId } from './members';
import { reachIfThere } from './reach-secret';
import { requireOwn, requirePrimary } from './require-primary';

/** What is to go at once and is not there is no mistake (service model, ForceDeleteWithoutRecovery). */
function answerMissing({ scope, now }: Call, id: string, force: boolean) {
  if (!force) throw notFound();
  const arn = id.startsWith('arn:') ? id : toArn(scope.account, scope.region, id, randomSuffix());
  return { ARN: arn, Name: id, DeletionDate: toEpochSeconds(now) };
}

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
    const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false } = input;
    const { scope, secret } = reachIfThere(call, 'DeleteSecret', input.SecretId, {
      'secretsmanager:ForceDeleteWithoutRecovery': [String(force)],
      'secretsmanager:RecoveryWindowInDays': days === undefined ? undefined : [String(days)],
    });
    if (days !== undefined && (days < 7 || days > 30))
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    if (force && days !== undefined)
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    if (secret === undefined) return answerMissing(call, input.SecretId, force);
    requirePrimary(secret);
    requireOwn(secret);
    const regions = (secret.replicas ?? []).map(({ Region }) => Region);
    if (regions.length > 0)
      throw invalidParameter(
        `You can't delete secret ${secret.arn} that still has replica regions [${regions.join(', ')}].`,
      );
    if (secret.deletion !== undefined && !force) throw markedForDeletion();
    abandonRotation(scope, secret);
    const ends = force ? call.now : call.now + (days ?? 30) * 86_400_000;
    if (force) {
      removeSecret(scope, secret);
      // AWS deletes in the background: its own events come after the call's.
      later(call.world, 10, () => recordDeletion(scope, secret, true));
    } else {
      secret.deletion = { requested: call.now, ends };
      noteChange(scope, secret);
    }
    return { ARN: secret.arn, Name: secret.name, DeletionDate: toEpochSeconds(ends) };
  },
  // CloudTrail writes this one date as English text (aws-facts §2.3).
  responds: (output) => ({
    arn: output.ARN,
    name: output.Name,
    deletionDate: englishDate.format(output.DeletionDate * 1000).replaceAll('\u202f', ' '),
  }),
});
