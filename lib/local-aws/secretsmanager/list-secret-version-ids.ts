import { defineOperation } from '@/lib/local-aws/operation';
import { invalidNextToken } from '@/lib/local-aws/wire/aws-error';
import { flag, integer } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { Version } from '@/lib/local-aws/world/secret';
import { nextToken, secretId } from './members';
import { reachSecret } from './reach-secret';

function toListEntry(version: Version) {
  return {
    VersionId: version.id,
    VersionStages: version.stages.size === 0 ? undefined : [...version.stages].sort(),
    LastAccessedDate: toEpochSeconds(version.accessed),
    CreatedDate: toEpochSeconds(version.created),
    KmsKeyIds: version.kmsKeyIds,
  };
}

/** ListSecretVersionIds: versions without labels only when asked for; LastAccessedDate is a whole day. */
export const listSecretVersionIds = defineOperation({
  name: 'ListSecretVersionIds',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'ListSecretVersionIds', perSecond: 50 },
  input: {
    SecretId: secretId,
    MaxResults: integer({ min: 1, max: 100 }),
    NextToken: nextToken,
    IncludeDeprecated: flag,
  },
  shows: ['SecretId', 'MaxResults', 'IncludeDeprecated'],
  act: (call, input) => {
    const { secret } = reachSecret(call, 'ListSecretVersionIds', input.SecretId);
    const { seal } = call.world;
    const bound = fingerprint(secret.arn, input.IncludeDeprecated === true);
    const page = input.NextToken === undefined ? { bound, from: 0 } : openToken(seal, 'versions', input.NextToken);
    if (page?.bound !== bound || typeof page.from !== 'number') throw invalidNextToken();
    const shown = [...secret.versions.values()].filter(
      (version) => input.IncludeDeprecated === true || version.stages.size > 0,
    );
    const end = page.from + (input.MaxResults ?? 100);
    return {
      Versions: shown.slice(page.from, end).map(toListEntry),
      NextToken: end < shown.length ? sealToken(seal, 'versions', { bound, from: end }) : undefined,
      ARN: secret.arn,
      Name: secret.name,
    };
  },
});
