import { defineOperation } from '@/lib/local-aws/operation';
import { abandonRotation } from '@/lib/local-aws/rotation/rotation-events';
import { invalidParameter, notFound } from '@/lib/local-aws/wire/aws-error';
import { required } from '@/lib/local-aws/wire/fields';
import { moveLabel, requireFewLabels } from '@/lib/local-aws/world/labels';
import { touch } from '@/lib/local-aws/world/scope';
import { versionWith, type Secret, type Version } from '@/lib/local-aws/world/secret';
import { secretId, stage, versionId } from './members';
import { reachLiveSecret } from './reach-secret';
import { requirePrimary } from './require-primary';

type Move = { VersionStage: string; RemoveFromVersionId?: string | undefined; MoveToVersionId?: string | undefined };

function requireVersion(secret: Secret, id: string): Version {
  const version = secret.versions.get(id);
  if (version === undefined)
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
  return version;
}

/**
 * The label must be taken from where it is: naming the version it sits on is what makes the call a compare-and-set. One
 * that sits nowhere is no mistake: a function may take AWSPENDING away after it went with the move of AWSCURRENT.
 */
function requireHolder(label: string, holder: Version | undefined, from: string | undefined): void {
  if (holder !== undefined && from === undefined)
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (holder !== undefined && holder.id !== from)
    throw invalidParameter(`Staging label ${label} is not currently attached to version ${from}.`);
}

function apply(secret: Secret, move: Move): void {
  const { VersionStage: label, MoveToVersionId: to, RemoveFromVersionId: from } = move;
  const holder = versionWith(secret, label);
  if (to === undefined) {
    if (from === undefined) throw invalidParameter('You must provide either RemoveFromVersionId or MoveToVersionId.');
    if (label === 'AWSCURRENT')
      throw invalidParameter(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
      );
    requireVersion(secret, from);
    requireHolder(label, holder, from);
    holder?.stages.delete(label);
    return;
  }
  const target = requireVersion(secret, to);
  if (from !== undefined) requireVersion(secret, from);
  if (holder === target && from === undefined) return;
  requireHolder(label, holder, from);
  requireFewLabels(secret, [label]);
  moveLabel(secret, label, target);
}

const members = {
  SecretId: secretId,
  VersionStage: required(stage, ''),
  RemoveFromVersionId: versionId,
  MoveToVersionId: versionId,
};

/** UpdateSecretVersionStage: moves or removes one staging label; AWSPREVIOUS follows AWSCURRENT by itself. */
export const updateSecretVersionStage = defineOperation({
  name: 'UpdateSecretVersionStage',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'VersionStage', 'RemoveFromVersionId', 'MoveToVersionId'],
  responds: (output) => ({ arn: output.ARN, name: output.Name }),
  act: (call, input) => {
    const context = { 'secretsmanager:VersionStage': [input.VersionStage] };
    const { scope, secret } = reachLiveSecret(call, 'UpdateSecretVersionStage', input.SecretId, context);
    requirePrimary(secret);
    const { running } = secret;
    apply(secret, input);
    // A rotation that finishes loses AWSPENDING in the same call; one that is interfered with is given up.
    if (running !== undefined && versionWith(secret, 'AWSCURRENT')?.id === running)
      secret.versions.get(running)?.stages.delete('AWSPENDING');
    else if (running !== undefined && versionWith(secret, 'AWSPENDING')?.id !== running) abandonRotation(scope, secret);
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name };
  },
});
