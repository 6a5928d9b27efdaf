import 'server-only';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AppError } from '@/lib/domain/errors';
import type { AwsOptions } from './aws-options';
import { SDK_ATTEMPTS, toClientSettings } from './client-settings';
import { toAppError } from './to-app-error';

/** Account and ARN behind the credentials (STS GetCallerIdentity, which needs no permission), and the region the SDK works in. */
export async function discoverCaller(
  options: Pick<AwsOptions, 'credentials' | 'endpointUrl'> & { region?: string | undefined },
  attempts = SDK_ATTEMPTS,
): Promise<{ accountId: string; arn: string; region: string }> {
  const { region: _, ...settings } = toClientSettings(options, '', attempts);
  const sts = new STSClient({
    ...settings,
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.credentials ? { credentials: options.credentials } : {}),
  });
  const call = { action: 'sts:GetCallerIdentity', scopeId: options.region ?? "the SDK's own region" };
  try {
    const region = await sts.config.region();
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    if (!Account || !Arn) throw new AppError('upstream', `${call.action}: the answer has no account.`);
    return { accountId: Account, arn: Arn, region };
  } catch (error) {
    throw toAppError(error, call);
  } finally {
    sts.destroy();
  }
}
