import 'server-only';
import { GetFunctionConfigurationCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { judgeAdmission } from '@/lib/domain/diagnosis/judge-admission';
import type { FunctionLook } from '@/lib/domain/diagnosis/function-facts';
import type { ActingPerson, ActTrace } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { withClientSession } from '@/lib/aws/act-session';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS } from '@/lib/aws/client-settings';
import { toFunctionFacts } from './to-function-facts';
import { toLook } from './to-look';

/**
 * GetFunctionConfiguration and GetPolicy of one function, in a session that can do nothing else. A configuration holds
 * environment variables, which may hold values: of it only what bears on a failure is taken.
 */
export async function lookAtFunction(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  { functionArn, secretArn }: { functionArn: string; secretArn: string },
): Promise<{ look: FunctionLook; trace: ActTrace }> {
  const what = { act: 'look', functionArn, attempts: SDK_ATTEMPTS } as const;
  return withClientSession(
    options,
    scope,
    person,
    what,
    (settings) => new LambdaClient(settings),
    async ({ client, trace }) => {
      const named = { FunctionName: functionArn };
      const { look: configuration, awsRequestId } = await toLook(
        { action: 'lambda:GetFunctionConfiguration', scopeId: scope.id },
        client.send(new GetFunctionConfigurationCommand(named)),
        (answer) => toFunctionFacts(answer, functionArn),
      );
      const { look: admission } = await toLook(
        { action: 'lambda:GetPolicy', scopeId: scope.id },
        client.send(new GetPolicyCommand(named)),
        ({ Policy = '' }) => judgeAdmission(Policy, secretArn),
      );
      return { look: { configuration, admission }, trace: { ...trace, awsRequestId } };
    },
  );
}
