import { accessDenied, AwsError, throttled } from '@/lib/local-aws/wire/aws-error';
import type { World } from '@/lib/local-aws/world/world';
import type { Call } from '@/lib/local-aws/call';

export const faultKinds = ['throttle', 'error', 'latency', 'denied', 'html', 'reset'] as const;

/** Something that is to go wrong; what is left out fits everything. */
export type Fault = {
  kind: (typeof faultKinds)[number];
  operation?: string;
  account?: string;
  region?: string;
  /** Of the fitting requests, the part that is hit: 0 to 1. */
  share: number;
  /** How many requests it may still hit. */
  count: number;
  /** Epoch milliseconds. */
  until: number;
  latencyMs: number;
};

/** The fault that hits this request, its count already taken down; `undefined` when none does. */
export function takeFault(world: World, operation: string, account: string, region: string): Fault | undefined {
  const now = Date.now();
  const fault = world.faults.find(
    (candidate) =>
      (candidate.operation ?? operation) === operation &&
      (candidate.account ?? account) === account &&
      (candidate.region ?? region) === region &&
      candidate.count > 0 &&
      candidate.until > now &&
      Math.random() < candidate.share,
  );
  if (fault !== undefined) fault.count -= 1;
  return fault;
}

/** The refusal a fault stands for, in AWS's words; `undefined` for those that are no refusal. */
export function toFaultError(fault: Fault, call: Call, operation: string, service: string): AwsError | undefined {
  if (fault.kind === 'throttle') return throttled();
  if (fault.kind === 'error')
    return service === 'secretsmanager'
      ? new AwsError('InternalServiceError', 'An error occurred on the server side.', { status: 500, modelled: true })
      : new AwsError(
          'InternalFailure',
          'The request processing has failed because of an unknown error, exception or failure.',
          { status: 500 },
        );
  if (fault.kind !== 'denied') return undefined;
  const action = `${service}:${operation}`;
  const message = `User: ${call.caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return service === 'sts' ? new AwsError('AccessDenied', message, { status: 403 }) : accessDenied(message);
}
