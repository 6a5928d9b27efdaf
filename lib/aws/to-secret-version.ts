import 'server-only';
import type { SecretVersionsListEntry } from '@aws-sdk/client-secrets-manager';
import type { SecretVersion } from '@/lib/domain/secret';
import { toDate, toDay } from './to-date';

/** One entry of ListSecretVersionIds (SecretVersionsListEntry in AWS's model); null without an id. */
export function toSecretVersion(entry: SecretVersionsListEntry): SecretVersion | null {
  if (!entry.VersionId) return null;
  return {
    versionId: entry.VersionId,
    stages: entry.VersionStages ?? [],
    createdAt: toDate(entry.CreatedDate),
    lastAccessedOn: toDay(entry.LastAccessedDate),
    kmsKeyIds: entry.KmsKeyIds ?? [],
  };
}
