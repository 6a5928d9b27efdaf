import type { Caller } from '@/lib/local-aws/iam/identity';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { TrailEvent } from './trail';
import { toTrailTime, toUserIdentity, toUsername } from './user-identity';

/** One call to an API, as it is to be written down. `resource` is what LookupEvents finds it by. */
export type ApiRecord = {
  id: string;
  requestId: string;
  time: number;
  region: string;
  /** The account whose trail this copy is in; the caller's own unless the resource is another's. */
  recipient: string;
  source: string;
  name: string;
  readOnly: boolean;
  caller: Caller;
  invokedBy?: string;
  sourceIp: string;
  userAgent: string;
  error?: { code: string; message: string };
  request: JsonObject | null;
  response: JsonObject | null;
  additional?: JsonObject;
  resource?: { type: string; names: string[] };
  sharedId?: string;
};

function hostOf(source: string, region: string): string {
  return `${source.split('.')[0]}.${region}.amazonaws.com`;
}

function toRecord(call: ApiRecord): JsonObject {
  const inside = call.invokedBy !== undefined;
  const console = call.caller.kind === 'session' && call.caller.session.fromConsole === true;
  return {
    eventVersion: '1.11',
    userIdentity: toUserIdentity(call.caller, call.invokedBy),
    eventTime: toTrailTime(call.time),
    eventSource: call.source,
    eventName: call.name,
    awsRegion: call.region,
    sourceIPAddress: call.invokedBy ?? call.sourceIp,
    userAgent: call.invokedBy ?? call.userAgent,
    errorCode: call.error?.code,
    errorMessage: call.error?.message,
    requestParameters: call.request,
    responseElements: call.response,
    additionalEventData: call.additional,
    requestID: call.requestId,
    eventID: call.id,
    readOnly: call.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: call.recipient,
    sharedEventID: call.sharedId,
    eventCategory: 'Management',
    tlsDetails: inside
      ? undefined
      : {
          tlsVersion: 'TLSv1.3',
          cipherSuite: 'TLS_AES_128_GCM_SHA256',
          clientProvidedHostHeader: hostOf(call.source, call.region),
        },
    sessionCredentialFromConsole: console ? 'true' : undefined,
  };
}

/** The record CloudTrail keeps of an API call (shape: eventVersion 1.11, aws-facts §2.3). */
export function toApiEvent(call: ApiRecord): TrailEvent {
  return {
    id: call.id,
    time: call.time,
    name: call.name,
    source: call.source,
    readOnly: call.readOnly,
    accessKeyId: call.caller.accessKeyId,
    username: toUsername(call.caller),
    resources: call.resource?.names ?? [],
    resourceType: call.resource?.type,
    toRecord: () => toRecord(call),
  };
}

export const secretResource = (...names: (string | undefined)[]) => ({
  type: 'AWS::SecretsManager::Secret',
  names: [...new Set(names.filter((name) => name !== undefined))],
});
