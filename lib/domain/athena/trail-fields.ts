import { toObject, type JsonObject } from '@/lib/domain/event/loose-json';

/** One field of a record: where it stands there, and how the trail's table gives it. */
export interface TrailField {
  /** The name of the column in the answer. */
  name: string;
  sql: string;
  path: readonly string[];
  /** The text is JSON, and stands for what it says. */
  json?: boolean;
}

const identity = (path: string, sql = `useridentity.${path.toLowerCase()}`): TrailField => ({
  name: `identity_${path.toLowerCase().replaceAll('.', '_')}`,
  sql,
  path: ['userIdentity', ...path.split('.')],
});

const top = (field: string, sql = field.toLowerCase()): TrailField => ({
  name: field.toLowerCase(),
  sql,
  path: [field],
});

/** A field of what the table keeps as JSON text. Two names may differ by case alone, hence the number. */
const inside = (column: string, field: string, nth = ''): TrailField => ({
  name: `${column.toLowerCase()}_${field.toLowerCase()}${nth}`,
  sql: `json_extract_scalar(${column.toLowerCase()}, '$.${field}')`,
  path: [column, field],
});

/** What makes an event of a record (lib/domain/event), but for its id and time: records alike in all of it are one group. */
export const GROUP_FIELDS: readonly TrailField[] = [
  top('eventName'),
  top('awsRegion'),
  top('recipientAccountId'),
  top('errorCode'),
  top('errorMessage'),
  top('userAgent'),
  top('sessionCredentialFromConsole'),
  // One call across accounts is two records: each is a group of its own, so that it can be counted once.
  top('sharedEventID'),
  // A service's own id names the secret; any other is of one call alone.
  top(
    'requestID',
    "CASE WHEN requestid LIKE 'Rotation-arn:%' OR requestid LIKE 'SecretDeleteMessage:%' THEN requestid END",
  ),
  identity('type'),
  identity('arn'),
  identity('principalId'),
  identity('accountId'),
  identity('invokedBy'),
  identity('userName'),
  // That a key is temporary is all that is asked of it here.
  identity('accessKeyId', 'substr(useridentity.accesskeyid, 1, 4)'),
  identity('onBehalfOf.userId'),
  identity('inScopeOf.sourceArn'),
  identity('inScopeOf.credentialsIssuedTo'),
  identity('sessionContext.sessionIssuer.arn'),
  identity('sessionContext.attributes.mfaAuthenticated'),
  identity('sessionContext.sourceIdentity'),
  identity('sessionContext.signInSessionArn'),
  identity('sessionContext.ec2RoleDelivery'),
  identity('sessionContext.webIdFederationData.federatedProvider'),
  {
    ...identity(
      'sessionContext.webIdFederationData.attributes',
      'json_format(CAST(useridentity.sessioncontext.webidfederationdata.attributes AS JSON))',
    ),
    json: true,
  },
  inside('requestParameters', 'secretId'),
  inside('requestParameters', 'name'),
  {
    ...inside('requestParameters', 'secretIdList'),
    sql: "json_format(json_extract(requestparameters, '$.secretIdList'))",
    json: true,
  },
  inside('responseElements', 'arn'),
  inside('responseElements', 'aRN', '_2'),
  inside('responseElements', 'ARN', '_3'),
  inside('additionalEventData', 'SecretId'),
  inside('additionalEventData', 'ARN'),
  inside('additionalEventData', 'Name'),
];

/** A row of an answer: every column is text, whatever it is of. */
export type AthenaRow = Readonly<Record<string, string | null>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The object at a step, made where there is none. */
function stepInto(from: JsonObject, step: string): JsonObject {
  const made = toObject(from[step]) ?? {};
  from[step] = made;
  return made;
}

/** A record with the fields that a row gives, as CloudTrail would have written them. */
export function toRecord(fields: readonly TrailField[], row: AthenaRow): JsonObject {
  const record: JsonObject = {};
  for (const { name, path, json } of fields) {
    const text = row[name];
    if (text === null || text === undefined) continue;
    const parent = path.slice(0, -1).reduce(stepInto, record);
    parent[path.at(-1) ?? ''] = json ? parse(text) : text;
  }
  return record;
}
