import 'server-only';
import { ListSecretVersionIdsCommand, type SecretVersionsListEntry } from '@aws-sdk/client-secrets-manager';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import type { SecretVersion } from '@/lib/domain/secret';
import { followPages } from './follow-pages';
import { dropMovingDates } from './foreign/drop-moving-dates';
import type { ReadClients } from './read-clients';
import { toAppError } from './to-app-error';
import { toSecretVersion } from './to-secret-version';

const LARGEST_PAGE = 100;

/** All versions of a secret, also those that no label points to (ListSecretVersionIds; at most some hundred). */
export async function listVersions(
  { secrets, foreign }: ReadClients,
  scope: Scope,
  arn: string,
): Promise<SecretVersion[]> {
  const call = { action: 'secretsmanager:ListSecretVersionIds', scopeId: scope.id };
  const pages = followPages(
    call,
    ({ VersionId }: SecretVersionsListEntry) => VersionId,
    async (token) => {
      const input = { SecretId: toCallId(arn), MaxResults: LARGEST_PAGE, IncludeDeprecated: true, NextToken: token };
      try {
        const answer = await secrets.send(new ListSecretVersionIdsCommand(input));
        return { items: answer.Versions ?? [], nextToken: answer.NextToken };
      } catch (error) {
        throw toAppError(error, call);
      }
    },
  );
  const versions: SecretVersion[] = [];
  for await (const { items } of pages)
    versions.push(...items.map(toSecretVersion).filter((version) => version !== null));
  return foreign ? dropMovingDates(versions, new Date()) : versions;
}
