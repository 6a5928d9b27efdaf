import type { Call } from '@/lib/local-aws/call';
import { recordDecrypt, requireDecrypt } from '@/lib/local-aws/secretsmanager/use-key';
import { defineOperation } from '@/lib/local-aws/operation';
import { invalidRequest, notFound } from '@/lib/local-aws/wire/aws-error';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { noteChange } from '@/lib/local-aws/world/scope';
import { startOfDay, versionWith, type Content, type Secret, type Version } from '@/lib/local-aws/world/secret';
import { secretId, stage, versionId } from './members';
import { reachLiveSecret } from './reach-secret';

type Asked = { VersionId?: string | undefined; VersionStage?: string | undefined };
type Readable = Version & { content: () => Content };

const isReadable = (version: Version | undefined): version is Readable => version?.content !== undefined;

function findVersion(secret: Secret, asked: Asked): Readable {
  const { VersionId: id, VersionStage: label } = asked;
  if (id === undefined) {
    const version = versionWith(secret, label ?? 'AWSCURRENT');
    if (!isReadable(version))
      throw notFound(
        `Secrets Manager can't find the specified secret value for staging label: ${label ?? 'AWSCURRENT'}`,
      );
    return version;
  }
  const version = secret.versions.get(id);
  if (!isReadable(version))
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
  if (label !== undefined && !version.stages.has(label))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  return version;
}

type Input = Asked & { SecretId: string };

/** What GetSecretValue does, without its own record: rights, version, key, the marks of the read, the value. */
export function readSecretValue(call: Call, input: Input) {
  const asksStage = input.VersionStage ?? (input.VersionId === undefined ? 'AWSCURRENT' : undefined);
  const { scope, secret } = reachLiveSecret(call, 'GetSecretValue', input.SecretId, {
    'secretsmanager:VersionStage': asksStage === undefined ? undefined : [asksStage],
    'secretsmanager:VersionId': input.VersionId === undefined ? undefined : [input.VersionId],
  });
  const version = findVersion(secret, input);
  requireDecrypt(call, secret, version);
  recordDecrypt(call, secret, version);
  const today = startOfDay(call.now);
  const isFirst = secret.accessed !== today;
  secret.accessed = today;
  if (isFirst) noteChange(scope, secret);
  version.accessed = today;
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...version.content(),
    VersionStages: version.stages.size === 0 ? undefined : [...version.stages].sort(),
    CreatedDate: toEpochSeconds(version.created),
  };
}

/** GetSecretValue: by id, by label, or AWSCURRENT; needs kms:Decrypt where the key is customer managed. */
export const getSecretValue = defineOperation({
  name: 'GetSecretValue',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'GetSecretValue', perSecond: 10_000 },
  input: { SecretId: secretId, VersionId: versionId, VersionStage: stage },
  shows: ['SecretId', 'VersionId', 'VersionStage'],
  act: readSecretValue,
});
