import 'server-only';
import { CloudTrailClient, ListPublicKeysCommand, type ListPublicKeysCommandOutput } from '@aws-sdk/client-cloudtrail';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS, toClientSettings } from '@/lib/aws/client-settings';
import { toFailure } from '@/lib/aws/failure';
import { toFailureKind } from '@/lib/aws/failure-kind';
import { credentialsOf, type ReadAs } from '@/lib/aws/read-credentials';
import { toAppError, type Call } from '@/lib/aws/to-app-error';
import { AppError } from '@/lib/domain/errors';
import type { ListPublicKeys } from '@/lib/domain/ports/trail-bucket';
import { readPublicKeys, type PublicKeys } from '@/lib/domain/trail/digests/public-keys';

/** A region has one key at a time, which changes now and then. */
const MOST_PAGES = 100;

/** What AWS says in a region that the account has not enabled, and the network of one that nobody has. */
const ELSEWHERE = new Set(['UnrecognizedClientException', 'InvalidClientTokenId', 'ENOTFOUND']);

/**
 * Whether that region is none, or not this account's. Nothing else may be taken for it: a fault of the network, or a
 * session that ended, would have a region's files imported that nothing proves.
 */
function isNoRegion(error: unknown): boolean {
  if (error instanceof AppError) return false;
  const failure = toFailure(error);
  return ELSEWHERE.has(failure.name) || toFailureKind(failure).problem === 'region_off';
}

interface Listed {
  Value: string;
  Fingerprint: string | undefined;
}

function toKeys(list: readonly Listed[], { action, scopeId }: Call): PublicKeys {
  if (list.length === 0) return new Map();
  const found = readPublicKeys(JSON.stringify({ PublicKeyList: list }));
  if (found.ok) return found.keys;
  throw new AppError('upstream', `${action} in ${scopeId}: ${found.reason}.`);
}

async function listAll(
  client: CloudTrailClient,
  { from, to }: { from: Date; to: Date },
  call: Call,
): Promise<Listed[]> {
  const list: Listed[] = [];
  let token: string | undefined;
  for (let turn = 0; turn < MOST_PAGES; turn += 1) {
    const page: ListPublicKeysCommandOutput = await client.send(
      new ListPublicKeysCommand({ StartTime: from, EndTime: to, ...(token !== undefined && { NextToken: token }) }),
    );
    for (const { Value, Fingerprint } of page.PublicKeyList ?? [])
      list.push({ Value: Buffer.from(Value ?? []).toString('base64'), Fingerprint });
    token = page.NextToken;
    if (token === undefined) return list;
  }
  const message = `${call.action} in ${call.scopeId}: more than ${MOST_PAGES} pages.`;
  const remedy = 'If an endpoint URL is set, check that it speaks as AWS does.';
  throw new AppError('upstream', message, { problem: { code: 'protocol', message, remedy }, remedy });
}

/**
 * The keys that CloudTrail signed digests of a region with in a time, as CloudTrail itself tells them: whoever may write to
 * the bucket has no say in them. Needs cloudtrail:ListPublicKeys. Throws AppError.
 */
export function createKeyLister(options: AwsOptions, as: ReadAs): ListPublicKeys {
  const credentials = credentialsOf(options, as);
  const whose = as.role?.split(':')[4] ?? 'the own account';
  return async (region, time) => {
    const call = { action: 'cloudtrail:ListPublicKeys', scopeId: `${whose}:${region}` };
    const settings = toClientSettings(options, region, SDK_ATTEMPTS);
    const client = new CloudTrailClient({ ...settings, ...(credentials && { credentials }) });
    try {
      return toKeys(await listAll(client, time, call), call);
    } catch (error) {
      // The region that the trail's bucket is in is one, and this account's.
      if (region !== as.region && isNoRegion(error)) return null;
      throw toAppError(error, call);
    } finally {
      client.destroy();
    }
  };
}
