import { parseSecretArn, toSecretRef } from '@/lib/domain/arn';
import type { SecretRef } from '@/lib/domain/event-record';
import { cutKey } from './cut-key';
import { read, readObject, readText, type JsonObject } from './loose-json';

const ROTATION_REQUEST = /^Rotation-(arn:\S+?)-[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const DELETE_REQUEST = /^SecretDeleteMessage:(arn:[^:\s]+:secretsmanager:[^:\s]+:\d{12}:secret:[^:\s]+)/;
const REFUSED_RESOURCE = /\bon resource: (\S+)/;

/** Of several ids an event names no single secret, so it is no one's read. */
function readOnlyId(parameters: JsonObject | null): string | null {
  const ids = read(parameters, 'secretIdList');
  const [only]: unknown[] = Array.isArray(ids) && ids.length === 1 ? ids : [];
  return readText({ only }, 'only');
}

function readRequestId(record: JsonObject): string | null {
  const requestId = readText(record, 'requestID') ?? '';
  return ROTATION_REQUEST.exec(requestId)?.[1] ?? DELETE_REQUEST.exec(requestId)?.[1] ?? null;
}

/** A secret's key may be what was refused: that is another service's resource. */
function readRefusal(record: JsonObject): string | null {
  const resource = REFUSED_RESOURCE.exec(readText(record, 'errorMessage') ?? '')?.[1];
  if (!resource || resource.includes('*')) return null;
  return resource.startsWith('arn:') && resource.split(':')[2] !== 'secretsmanager' ? null : resource;
}

/**
 * Which secret a record is about, from wherever it says so (aws-facts §2.1): parameters, answer, a
 * service event's additional data, its request id, a refusal's message. A whole ARN in AWS's answer
 * wins over the name that the caller passed, since a secret created anew has the same name; null
 * where none is named, as for ListSecrets, and for BatchGetSecretValue by filters or several ids.
 */
export function findSecretRef(record: JsonObject): SecretRef | null {
  const asked = readObject(record, 'requestParameters');
  const answer = readObject(record, 'responseElements');
  const added = readObject(record, 'additionalEventData');
  const answered = ['arn', 'aRN', 'ARN'].map((field) => readText(answer, field)).find((arn) => arn !== null) ?? null;
  if (answered !== null && parseSecretArn(answered)?.suffix) return toSecretRef(cutKey(answered));
  const named =
    readText(asked, 'secretId') ??
    readText(asked, 'name') ??
    readOnlyId(asked) ??
    answered ??
    readText(added, 'SecretId') ??
    readText(added, 'ARN') ??
    readText(added, 'Name') ??
    readRequestId(record) ??
    readRefusal(record);
  return named === null ? null : toSecretRef(cutKey(named));
}

/** The version that an event read or made, and the staging label that it named. */
export function findVersion(record: JsonObject): { versionId: string | null; versionStage: string | null } {
  const asked = readObject(record, 'requestParameters');
  const answer = readObject(record, 'responseElements');
  const versionId =
    readText(asked, 'versionId') ??
    readText(asked, 'moveToVersionId') ??
    readText(answer, 'versionId') ??
    // A write's ClientRequestToken becomes the id of the version it makes (model, PutSecretValue).
    readText(asked, 'clientRequestToken');
  return {
    versionId: versionId && cutKey(versionId),
    versionStage: readText(asked, 'versionStage'),
  };
}
