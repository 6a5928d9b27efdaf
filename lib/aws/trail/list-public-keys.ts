import 'server-only';
import { CloudTrailClient, ListPublicKeysCommand, type ListPublicKeysCommandOutput } from '@aws-sdk/client-cloudtrail';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS, toClientSettings } from '@/lib/aws/client-settings';
import { credentialsOf, type ReadAs } from '@/lib/aws/read-credentials';
import { toAppError } from '@/lib/aws/to-app-error';
import { AppError } from '@/lib/domain/errors';
import { readPublicKeys, type PublicKeys } from '@/lib/domain/trail/digests/public-keys';

/** A region has one key at a time, which changes now and then. */
const MOST_PAGES = 100;

/**
 * The keys that CloudTrail signed digests of a region with in a time, as CloudTrail itself tells them: whoever may write to
 * the bucket has no say in them. Needs cloudtrail:ListPublicKeys.
 */
export async function listPublicKeys(
  options: AwsOptions,
  { role, externalId }: Pick<ReadAs, 'role' | 'externalId'>,
  region: string,
  { from, to }: { from: Date; to: Date },
): Promise<PublicKeys> {
  const accountId = role?.split(':')[4] ?? '';
  const credentials = credentialsOf(options, { role, externalId, region });
  const client = new CloudTrailClient({
    ...toClientSettings(options, region, SDK_ATTEMPTS),
    ...(credentials && { credentials }),
  });
  const call = { action: 'cloudtrail:ListPublicKeys', scopeId: `${accountId || 'the own account'}:${region}` };
  const list: { Value: string; Fingerprint: string | undefined }[] = [];
  let token: string | undefined;
  try {
    for (let turn = 0; turn < MOST_PAGES; turn += 1) {
      const page: ListPublicKeysCommandOutput = await client.send(
        new ListPublicKeysCommand({ StartTime: from, EndTime: to, ...(token !== undefined && { NextToken: token }) }),
      );
      for (const { Value, Fingerprint } of page.PublicKeyList ?? [])
        list.push({ Value: Buffer.from(Value ?? []).toString('base64'), Fingerprint });
      token = page.NextToken;
      if (token === undefined) break;
    }
  } catch (error) {
    throw toAppError(error, call);
  } finally {
    client.destroy();
  }
  if (list.length === 0) return new Map();
  const found = readPublicKeys(JSON.stringify({ PublicKeyList: list }));
  if (found.ok) return found.keys;
  throw new AppError('upstream', `${call.action} in ${call.scopeId}: ${found.reason}.`);
}
