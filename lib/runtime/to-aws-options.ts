import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import type { Config } from '@/lib/config/config';
import type { Log } from '@/lib/domain/ports/context';

/** The SDK reads its endpoints and credentials itself, from the environment that was checked here. */
export const toAwsOptions = ({ aws, athena, trail, sync }: Config, log: Log): AwsOptions => ({
  accounts: aws.accounts.map(({ id, ...account }) => ({ accountId: id, ...account })),
  discovery: aws.discovery,
  athena,
  trail,
  bucketsInPath: aws.endpoints.all !== null,
  ownAccountId: aws.caller?.accountId ?? null,
  ownArn: aws.caller?.arn ?? null,
  policyLimits: aws.policyLimits,
  demoOverForeignEndpoint: aws.ownCredentials,
  lookupEventsShare: sync.lookupEventsPercent / 100,
  log,
});
