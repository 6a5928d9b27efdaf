import type { TrailEvent } from './trail';
import { toTrailTime } from './session-context';

export type ServiceEvent = {
  id: string;
  time: number;
  name: string;
  account: string;
  region: string;
  requestId: string;
  additional: { [key: string]: string };
  errorMessage?: string;
};

/**
 * What Secrets Manager writes down of its own doing: no userIdentity.type, no parameters, RotationFailed with an
 * errorMessage but no errorCode (AWS's own sample, aws-facts §2.3).
 */
export function toServiceEvent(event: ServiceEvent): TrailEvent {
  const service = 'secretsmanager.amazonaws.com';
  return {
    id: event.id,
    time: event.time,
    name: event.name,
    source: service,
    readOnly: false,
    resources: [],
    toRecord: () => ({
      eventVersion: '1.11',
      userIdentity: { accountId: event.account, invokedBy: service },
      eventTime: toTrailTime(event.time),
      eventSource: service,
      eventName: event.name,
      awsRegion: event.region,
      sourceIPAddress: service,
      userAgent: service,
      errorMessage: event.errorMessage,
      requestParameters: null,
      responseElements: null,
      additionalEventData: event.additional,
      requestID: event.requestId,
      eventID: event.id,
      readOnly: false,
      eventType: 'AwsServiceEvent',
      managementEvent: true,
      recipientAccountId: event.account,
      eventCategory: 'Management',
    }),
  };
}

/** Rotation events carry `SecretId`, and a requestID that names the secret and the rotation's token. */
export function toRotationEvent(
  base: Pick<ServiceEvent, 'id' | 'time' | 'name' | 'account' | 'region' | 'errorMessage'>,
  arn: string,
  token: string,
): TrailEvent {
  return toServiceEvent({ ...base, requestId: `Rotation-${arn}-${token}`, additional: { SecretId: arn } });
}
