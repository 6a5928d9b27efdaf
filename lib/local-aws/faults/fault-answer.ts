import type { Call } from '@/lib/local-aws/call';
import { gatewayPage, gatewayXml, type Answer } from '@/lib/local-aws/http/answer';
import { ConnectionCut } from '@/lib/local-aws/http/connection-cut';
import type { Dialect } from '@/lib/local-aws/iam/authenticate';
import { accessDenied, AwsError, throttled } from '@/lib/local-aws/wire/aws-error';
import type { Fault } from './fault';

type Met = { call: Call; operation: string; service: string; dialect: Dialect };

function toServiceFailure(service: string, status: number): AwsError {
  if (status === 503)
    return new AwsError(
      'ServiceUnavailable',
      'The request has failed due to a temporary failure of the server.',
      { status },
    ); // prettier-ignore
  if (service === 'secretsmanager')
    return new AwsError('InternalServiceError', 'An error occurred on the server side.', { status, modelled: true });
  const message = 'The request processing has failed because of an unknown error, exception or failure.';
  return new AwsError('InternalFailure', message, { status });
}

function toDenial({ call, operation, service }: Met): AwsError {
  const action = `${service}:${operation}`;
  const message = `User: ${call.caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return service === 'sts' ? new AwsError('AccessDenied', message, { status: 403 }) : accessDenied(message);
}

/** A region that is off knows no credentials; STS says so in words of its own (STS API Reference, RegionDisabledException). */
function toRegionOff({ call, service, dialect }: Met): AwsError {
  if (service === 'sts')
    return new AwsError(
      'RegionDisabledException',
      `STS is not activated in this region for account:${call.caller.account}. Your account administrator can activate STS in this region using the IAM Console.`,
      { status: 403 },
    );
  const [code, status] = dialect.unknownKey;
  return new AwsError(code, 'The security token included in the request is invalid.', { status });
}

/** What a fault answers in place of the operation: throws AwsError in AWS's words or ConnectionCut; `undefined`: it goes on. */
export function meetFault(fault: Fault, met: Met): Answer | undefined {
  const { kind, status } = fault;
  if (kind === 'throttle') throw throttled();
  if (kind === 'error') throw toServiceFailure(met.service, status ?? 500);
  if (kind === 'denied') throw toDenial(met);
  if (kind === 'region-off') throw toRegionOff(met);
  if (kind === 'reset') throw new ConnectionCut();
  if (kind === 'html') return { status: status ?? 502, type: 'text/html', body: gatewayPage };
  if (kind === 'xml') return { status: status ?? 503, type: 'text/xml', body: gatewayXml };
  if (kind !== 'expired') return undefined;
  const [code, expiredStatus] = met.dialect.expired;
  throw new AwsError(code, 'The security token included in the request is expired', { status: expiredStatus });
}
