import 'server-only';
import { AccountClient, ListRegionsCommand, type Region } from '@aws-sdk/client-account';
import { toKnownRegions } from '@/lib/domain/discovery/plan-scopes';
import { AppError } from '@/lib/domain/errors';
import type { AwsAccount, AwsDiscovery, AwsOptions } from './aws-options';
import { SDK_ATTEMPTS, toClientSettings } from './client-settings';
import { followPages } from './follow-pages';
import type { ReadCredentials } from './read-credentials';
import { toAppError } from './to-app-error';

/** The largest page (Account Management API Reference, ListRegions). */
const LARGEST_PAGE = 50;

/** Regions whose endpoints answer the account: one that is being turned on or off does not, or not for long. */
const isOn = ({ RegionOptStatus: status }: Region): boolean => status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT';

/**
 * The regions that an account has enabled, asked as its read role (account:ListRegions about oneself needs
 * neither trusted access nor a delegated administrator).
 */
export async function listRegions(
  options: AwsOptions,
  { homeRegion }: AwsDiscovery,
  account: AwsAccount,
  credentialsOf: ReadCredentials,
): Promise<string[]> {
  const call = { action: 'account:ListRegions', scopeId: `${account.accountId}:${homeRegion}` };
  const credentials = credentialsOf(account);
  const client = new AccountClient({
    ...toClientSettings(options, homeRegion, SDK_ATTEMPTS),
    ...(credentials ? { credentials } : {}),
  });
  const found: (string | undefined)[] = [];
  try {
    const pages = followPages<Region>(
      call,
      ({ RegionName }) => RegionName,
      async (token) => {
        const input = { MaxResults: LARGEST_PAGE, ...(token === undefined ? {} : { NextToken: token }) };
        const { Regions = [], NextToken } = await client.send(new ListRegionsCommand(input));
        return { items: Regions, nextToken: NextToken };
      },
    );
    for await (const { items } of pages) found.push(...items.filter(isOn).map(({ RegionName }) => RegionName));
  } catch (error) {
    throw toAppError(error, call);
  } finally {
    client.destroy();
  }
  const regions = toKnownRegions(found, homeRegion);
  if (regions !== null) return regions;
  const message = `${call.action} in ${call.scopeId}: the answer names no region, or what is none of this partition.`;
  const remedy = 'The endpoint does not answer as AWS does: check the endpoint URL.';
  throw new AppError('upstream', message, { problem: { code: 'protocol', message, remedy } });
}
