import 'server-only';
import { GetSecretValueCommand, type GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { ActingPerson, Revealed } from '@/lib/domain/ports/aws';
import { isStandInArn, toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import { SecretValue } from '@/lib/domain/secret-value';
import { withActSession } from './act-session';
import type { AwsOptions } from './aws-options';
import { SDK_ATTEMPTS } from './client-settings';
import { toAppError } from './to-app-error';

/** One version's value (GetSecretValue), AWSCURRENT where no version is named, read as the person. */
export async function reveal(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  { arn, versionId }: { arn: string; versionId: string | null },
): Promise<Revealed> {
  const call = { action: 'secretsmanager:GetSecretValue', scopeId: scope.id };
  const what = { act: 'reveal', arn, attempts: SDK_ATTEMPTS } as const;
  return withActSession(options, scope, person, what, async ({ client, trace }) => {
    const input = { SecretId: toCallId(arn), ...(versionId === null ? {} : { VersionId: versionId }) };
    try {
      const answer = await client.send(new GetSecretValueCommand(input));
      const found = toValue(answer);
      if (!answer.VersionId || !found || !isOf(answer, arn)) throw toStrange(scope.id);
      return {
        versionId: answer.VersionId,
        stages: answer.VersionStages ?? [],
        ...found,
        trace: { ...trace, awsRequestId: answer.$metadata.requestId ?? null },
      };
    } catch (error) {
      throw toAppError(error, call);
    }
  });
}

/** An endpoint that has no ARNs answers with the name. */
const isOf = ({ ARN, Name }: GetSecretValueResponse, arn: string): boolean =>
  isStandInArn(arn) ? (Name ?? ARN) === toCallId(arn) : ARN === arn;

/** The only place where an answer's value is touched: straight into its wrapper. */
function toValue(answer: GetSecretValueResponse): { kind: 'text' | 'binary'; value: SecretValue } | null {
  if (answer.SecretString !== undefined) return { kind: 'text', value: new SecretValue(answer.SecretString) };
  if (answer.SecretBinary !== undefined) return { kind: 'binary', value: new SecretValue(answer.SecretBinary) };
  return null;
}

function toStrange(scopeId: string): AppError {
  const message = `secretsmanager:GetSecretValue in ${scopeId}: the answer is not one version of the secret asked for.`;
  const remedy = 'Check the endpoint URL.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy } });
}
