import type { JsonObject } from '@/lib/local-aws/wire/json';
import { accessKeyOf, seenFrom, type Actor } from './actor';
import { toTrailTime } from './session-context';
import type { TrailEvent } from './trail';
import { toUserIdentity, toUsername } from './user-identity';

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
  caller: Actor;
  /** The service that made the call with the caller's credentials; its name then stands for address and agent too. */
  invokedBy?: string;
  /** The VPC endpoint a call came through, and the endpoint's account where it is not the recipient. */
  vpcEndpoint?: { id: string; account?: string };
  sourceIp: string;
  userAgent: string;
  error?: { code: string; message: string };
  request: JsonObject | null;
  response: JsonObject | null;
  additional?: JsonObject;
  resource?: { type: string; names: string[] };
  sharedId?: string;
};

function toTlsDetails({ source, region }: ApiRecord): JsonObject {
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: `${source.split('.')[0]}.${region}.amazonaws.com`,
  };
}

function isFromConsole(actor: Actor): boolean {
  if (actor.kind === 'session') return actor.session.fromConsole === true;
  return actor.kind === 'user' && actor.signIn?.fromConsole === true;
}

function toRecord(call: ApiRecord): JsonObject {
  const { vpcEndpoint } = call;
  const service = call.invokedBy ?? (call.caller.kind === 'service' ? call.caller.service : undefined);
  return {
    eventVersion: '1.11',
    userIdentity: toUserIdentity(seenFrom(call.recipient, call.caller), call.invokedBy),
    eventTime: toTrailTime(call.time),
    eventSource: call.source,
    eventName: call.name,
    awsRegion: call.region,
    sourceIPAddress: service ?? call.sourceIp,
    userAgent: service ?? call.userAgent,
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
    vpcEndpointId: vpcEndpoint?.id,
    vpcEndpointAccountId: vpcEndpoint && (vpcEndpoint.account ?? call.recipient),
    eventCategory: 'Management',
    tlsDetails: service === undefined ? toTlsDetails(call) : undefined,
    sessionCredentialFromConsole: isFromConsole(call.caller) ? 'true' : undefined,
  };
}

/** The record CloudTrail keeps of an API call (shape: eventVersion 1.11, aws-facts §2.3). */
export function toApiEvent(call: ApiRecord): TrailEvent {
  const shown = seenFrom(call.recipient, call.caller);
  return {
    id: call.id,
    time: call.time,
    name: call.name,
    source: call.source,
    readOnly: call.readOnly,
    accessKeyId: accessKeyOf(shown),
    username: toUsername(shown),
    resources: call.resource?.names ?? [],
    resourceType: call.resource?.type,
    toRecord: () => toRecord(call),
  };
}

export const secretResource = (...names: (string | undefined)[]) => ({
  type: 'AWS::SecretsManager::Secret',
  names: [...new Set(names.filter((name) => name !== undefined))],
});
