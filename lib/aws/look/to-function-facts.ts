import 'server-only';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionFacts } from '@/lib/domain/diagnosis/function-facts';

/** AWS's names and codes; what is something else is not shown. */
const toCode = (text: string | undefined): string | null =>
  text !== undefined && /^[\w.]{1,64}$/.test(text) ? text : null;

/** Where a function logs that says nothing else (Lambda Developer Guide, monitoring-cloudwatchlogs). */
export const toLogGroup = (functionArn: string): string => `/aws/lambda/${functionArn.split(':')[6] ?? ''}`;

/** The part of a function's configuration that bears on a failure (Lambda API, GetFunctionConfiguration); its environment and texts stay behind. */
export const toFunctionFacts = (told: FunctionConfiguration, functionArn: string): FunctionFacts => ({
  runtime: toCode(told.Runtime),
  timeoutSeconds: typeof told.Timeout === 'number' ? told.Timeout : null,
  state: toCode(told.State),
  stateReason: toCode(told.StateReasonCode),
  lastUpdate: toCode(told.LastUpdateStatus),
  lastUpdateReason: toCode(told.LastUpdateStatusReasonCode),
  inVpc: Boolean(told.VpcConfig?.VpcId),
  subnets: told.VpcConfig?.SubnetIds?.length ?? 0,
  securityGroups: told.VpcConfig?.SecurityGroupIds?.length ?? 0,
  logGroup: told.LoggingConfig?.LogGroup ?? toLogGroup(functionArn),
});
