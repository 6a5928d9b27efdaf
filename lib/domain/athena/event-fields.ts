import { GROUP_FIELDS, type TrailField } from './trail-fields';

const column = (field: string): TrailField => ({ name: field.toLowerCase(), sql: field.toLowerCase(), path: [field] });

/** Of a group these are one by one, whole. */
const WHOLE: readonly TrailField[] = [
  ...['eventID', 'eventTime', 'eventSource', 'sourceIPAddress', 'requestID'].map(column),
  { name: 'identity_accesskeyid', sql: 'useridentity.accesskeyid', path: ['userIdentity', 'accessKeyId'] },
  // JSON as text, which normalisation reads as what it says.
  ...['requestParameters', 'responseElements', 'additionalEventData'].map(column),
];

const isOfColumn = ({ path: [first, second] }: TrailField): boolean =>
  WHOLE.some(({ path }) => path[0] === first && (path[1] === undefined || path[1] === second));

/** All that an event is made of (lib/domain/event), as one record has it. */
export const EVENT_FIELDS: readonly TrailField[] = [...WHOLE, ...GROUP_FIELDS.filter((field) => !isOfColumn(field))];
