import 'server-only';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { AppError } from '@/lib/domain/errors';
import type { AwsOptions } from './aws-options';
import { toStsClient, type KeptConnections } from './keep-connections';
import { toAppError } from './to-app-error';

export interface RoleRequest {
  region: string;
  accountId: string;
  roleArn: string;
  externalId: string | null;
  sessionName: string;
  /** Persists through role chaining and stands in every record of the session; null for the program's own sessions. */
  sourceIdentity: string | null;
  policy: string | null;
  /** 900 is AWS's minimum; 3,600 its maximum where the caller itself runs on a role (role chaining). */
  durationSeconds: number;
}

export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** One session of a role (STS AssumeRole), asked for over connections of its own unless they are `kept`. Throws AppError; a refusal names what the trust policy lacks. */
export async function assumeRole(
  options: Pick<AwsOptions, 'credentials' | 'endpointUrl'>,
  request: RoleRequest,
  kept?: KeptConnections,
): Promise<SessionCredentials> {
  const call = { action: 'sts:AssumeRole', scopeId: `${request.accountId}:${request.region}` };
  const sts = kept?.sts(request.region) ?? toStsClient(options, request.region);
  try {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        DurationSeconds: request.durationSeconds,
        ...(request.externalId === null ? {} : { ExternalId: request.externalId }),
        ...(request.sourceIdentity === null ? {} : { SourceIdentity: request.sourceIdentity }),
        ...(request.policy === null ? {} : { Policy: request.policy }),
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken)
      throw new AppError('upstream', `${call.action} in ${call.scopeId}: the answer has no credentials.`);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration ?? new Date(Date.now() + request.durationSeconds * 1000),
    };
  } catch (error) {
    kept?.forget(request.region);
    throw toAppError(error, call);
  } finally {
    if (!kept) sts.destroy();
  }
}
