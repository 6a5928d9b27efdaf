import type { AccessEvent, Normalised } from '@/lib/domain/event-record';
import { isAccountId, isRegionName } from '@/lib/domain/scope';
import { classify, toOutcome } from './action';
import { attribute, type Attribution } from './actor-kind';
import { toClient } from './client';
import { cutDeep } from './cut-deep';
import { cutKey } from './cut-key';
import { toEventTime } from './event-time';
import { findIdentity } from './identity';
import { readFlag, readObject, readText, toObject, type JsonObject } from './loose-json';
import { findSecretRef, findVersion } from './secret-ref';

export interface RecordContext {
  /** The scope the record was read from, for records that do not say. */
  accountId: string;
  region: string;
  /** Roles that this installation assumes: their events are `this-dashboard`. */
  ownRoleArns: readonly string[];
}

const SECRETS_MANAGER_SOURCE = 'secretsmanager.amazonaws.com';
const EVENT_NAME = /^[A-Za-z][A-Za-z0-9]{0,99}$/;

const readKey = (record: JsonObject, field: string): string | null => {
  const text = readText(record, field);
  return text && cutKey(text);
};

function toAttribution(...given: Parameters<typeof attribute>): Attribution {
  const { actorKind, person, workload } = attribute(...given);
  return { actorKind, person: person && cutKey(person), workload: workload && cutKey(workload) };
}

const quarantine = (reason: string, raw: unknown): Normalised => ({ ok: false, quarantined: { reason, raw } });

function toEvent(record: JsonObject, context: RecordContext): AccessEvent | string {
  const source = readText(record, 'eventSource');
  if (source === null) return 'no eventSource';
  if (source !== SECRETS_MANAGER_SOURCE) return 'not secretsmanager';
  const eventId = readText(record, 'eventID');
  if (eventId === null || eventId.length > 128) return 'no eventID';
  const eventName = readText(record, 'eventName');
  if (eventName === null || !EVENT_NAME.test(eventName)) return 'no eventName';
  const time = readText(record, 'eventTime');
  if (time === null) return 'no eventTime';
  const at = toEventTime(time);
  if (at === null) return 'eventTime is no time';
  const identity = readObject(record, 'userIdentity');
  const who = identity && findIdentity(identity);
  if (!identity || !who) return 'userIdentity names nobody';

  const recipient = readText(record, 'recipientAccountId');
  const region = readText(record, 'awsRegion');
  const errorCode = readText(record, 'errorCode');
  const errorMessage = readText(record, 'errorMessage');
  const userAgent = readText(record, 'userAgent');
  const outcome = toOutcome(eventName, errorCode, errorMessage);
  const secretRef = findSecretRef(record);
  const client = toClient(userAgent, readFlag(record, 'sessionCredentialFromConsole'));
  return {
    eventId,
    at,
    accountId: recipient !== null && isAccountId(recipient) ? recipient : context.accountId,
    region: region !== null && isRegionName(region) ? region : context.region,
    eventName,
    actionClass: classify(eventName, { outcome, secretRef }),
    outcome,
    errorCode,
    errorMessage,
    secretRef,
    ...findVersion(record),
    principal: { ...who.principal, id: cutKey(who.principal.id) },
    session: who.session,
    ...toAttribution(record, identity, who, { ownRoleArns: context.ownRoleArns, client }),
    accessKeyId: readText(identity, 'accessKeyId'),
    sourceAddress: readText(record, 'sourceIPAddress'),
    userAgent,
    client,
    requestId: readKey(record, 'requestID'),
    sharedEventId: readKey(record, 'sharedEventID'),
    raw: record,
  };
}

/**
 * One CloudTrail record, an object or its JSON text (LookupEvents' CloudTrailEvent), as an event.
 * Never throws: what cannot be understood is quarantined with a reason and its raw form. Another
 * service's record, e.g. KMS's twin of a read, is quarantined as `not secretsmanager`.
 */
export function normaliseRecord(given: unknown, context: RecordContext): Normalised {
  const raw = cutDeep(typeof given === 'string' ? (toObject(given) ?? given) : given);
  const record = toObject(raw);
  if (record === null) return quarantine('not a JSON object', raw);
  const event = toEvent(record, context);
  return typeof event === 'string' ? quarantine(event, raw) : { ok: true, event };
}
