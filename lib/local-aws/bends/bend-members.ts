import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';
import { mapMembers, type Bending } from './exchange';
import type { Bend } from './bend';

/** DeleteSecret's own default. */
const RECOVERY_SECONDS = 30 * 86_400;
const ZEROS = '000000000000';

const isDate = (name: string): boolean => /Date$|^EventTime$/.test(name);

const members =
  (change: (name: string, member: Json) => Json | undefined): Bending =>
  ({ input, ask }) =>
    mapMembers(ask(input), change);

/** The name within a secret's ARN. */
const nameOf = (arn: string): string =>
  arn
    .split(':')
    .slice(6)
    .join(':')
    .replace(/-[A-Za-z0-9]{6}$/, '');

const isSecretArn = (name: string, member: Json): member is string =>
  name === 'ARN' && typeof member === 'string' && member.includes(':secretsmanager:');

const setAccount = (text: string, from: string, to: string): string => text.replaceAll(`:${from}:`, `:${to}:`);

/** ARNs come and go under another account's number. */
const zeros: Bending = ({ call, input, ask }) => {
  const back = mapMembers(input, (_, member) =>
    typeof member === 'string' ? setAccount(member, ZEROS, call.caller.account) : member,
  );
  return mapMembers(ask(back), (_, member) =>
    typeof member === 'string' ? setAccount(member, call.caller.account, ZEROS) : member,
  );
};

const optional = ['Tags', 'Description', 'KmsKeyId', 'RotationRules', 'RotationEnabled', 'LastRotatedDate'];
const nullsOf = (value: JsonObject): JsonObject => {
  const absent = optional.filter((name) => value[name] === undefined).map((name) => [name, null]);
  return 'ARN' in value ? { ...value, ...Object.fromEntries(absent) } : value;
};

/** Bends of single members of an answer. */
export const memberBends: Partial<Record<Bend, Bending>> = {
  'names-in-arn': members((name, member) => (isSecretArn(name, member) ? nameOf(member) : member)),
  'arn-without-suffix': members((name, member) =>
    isSecretArn(name, member) ? member.replace(/-[A-Za-z0-9]{6}$/, '') : member,
  ),
  'account-zeros': zeros,
  'arns-of-another-account': zeros,
  'versions-without-labels': members((name, member) =>
    ['VersionStages', 'VersionIdsToStages', 'SecretVersionsToStages'].includes(name) ? undefined : member,
  ),
  'no-version-stages-in-list': members((name, member) => (name === 'SecretVersionsToStages' ? undefined : member)),
  'no-dates': members((name, member) => (isDate(name) ? undefined : member)),
  'deleted-date-ahead': members((name, member) =>
    name === 'DeletedDate' && typeof member === 'number' ? member + RECOVERY_SECONDS : member,
  ),
  'dates-as-text': members((name, member) =>
    isDate(name) && typeof member === 'number' ? new Date(member * 1000).toISOString() : member,
  ),
  'version-dates-now': ({ call, operation, input, ask }) =>
    operation === 'ListSecretVersionIds'
      ? mapMembers(ask(input), (name, member) => (isDate(name) ? call.now / 1000 : member))
      : ask(input),
  nulls: ({ input, ask }) => {
    const output = mapMembers(ask(input), (_, member) =>
      Array.isArray(member) ? member.map((item) => (isJsonObject(item) ? nullsOf(item) : item)) : member,
    );
    return nullsOf(output);
  },
  'unknown-fields': ({ input, ask }) => ({
    ...ask(input),
    ResponseMetadata: { Served: true },
    NewSince2031: [1, null],
  }),
};
