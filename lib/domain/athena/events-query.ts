import { addDays } from '@/lib/domain/day';
import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import { stripSuffix } from '@/lib/domain/arn';
import { EVENT_FIELDS } from './event-fields';
import { MOST_ROWS } from './event-question';
import { toLiteral, toName } from './quote';
import { LATE_DAYS, requireBounds, type DaysOfScope } from './roll-up-query';
import { toFolderDay, type TrailTable } from './trail-table';

/** Of which secret or principal; neither: of all. */
export interface AskedSubject {
  secret: { arn: string; name: string } | null;
  /** As normalisation names it (`Principal.id`). */
  principal: string | null;
}

const isOneOf = (sql: string, values: readonly string[]): string => `${sql} IN (${values.map(toLiteral).join(', ')})`;
const holds = (sql: string, text: string): string => `strpos(${sql}, ${toLiteral(text)}) > 0`;
const inside = (column: string, field: string): string => `json_extract_scalar(${column}, '$.${field}')`;
const either = (conditions: readonly string[]): string => `(${conditions.join('\n      OR ')})`;

/** Wherever normalisation looks for a secret's name; which secret a record is about in the end, it says. */
function namesSecret({ arn, name }: { arn: string; name: string }): string {
  const refs = [name, arn, stripSuffix(arn)];
  const scalars = [
    inside('requestparameters', 'secretId'),
    inside('requestparameters', 'name'),
    ...['arn', 'aRN', 'ARN'].map((field) => inside('responseelements', field)),
    ...['SecretId', 'ARN', 'Name'].map((field) => inside('additionaleventdata', field)),
  ];
  return either([
    ...scalars.map((sql) => isOneOf(sql, refs)),
    holds(`json_format(json_extract(requestparameters, '$.secretIdList'))`, name),
    holds('requestid', arn),
    holds('errormessage', name),
  ]);
}

/** `root of 111122223333`, and the others that normalisation names by their account. */
const OF_ACCOUNT = /^(root of|account|unknown of) (\d{12})$/;
const TYPES: Readonly<Record<string, string>> = { 'root of': 'Root', account: 'AWSAccount' };

/** The same of a principal: a session says its role by a name without its path. */
function isOf(principal: string): string {
  const parsed = parsePrincipalArn(principal);
  const [, kind = '', accountId] = OF_ACCOUNT.exec(principal) ?? [];
  const type = TYPES[kind];
  const session =
    parsed?.kind === 'role' ? `arn:${parsed.partition}:sts::${parsed.accountId}:assumed-role/${parsed.name}/` : null;
  const ids = ['arn', 'principalid', 'invokedby', 'onbehalfof.userid', 'sessioncontext.sessionissuer.arn'];
  return either([
    ...ids.map((field) => `useridentity.${field} = ${toLiteral(principal)}`),
    ...(session === null ? [] : [`starts_with(useridentity.arn, ${toLiteral(session)})`]),
    ...(accountId === undefined
      ? []
      : [
          `useridentity.accountid = ${toLiteral(accountId)}${type === undefined ? '' : ` AND useridentity.type = ${toLiteral(type)}`}`,
        ]),
  ]);
}

/**
 * Single records of Secrets Manager of these days of one scope, newest first: all that events are made of, so that the same
 * code makes them. What it narrows is looked for wherever it may stand; `days` are those that Athena tells of, of the
 * days between its bounds.
 */
export function toEventsQuery(
  { catalog, database, table }: Pick<TrailTable, 'catalog' | 'database' | 'table'>,
  { accountId, region, days }: Pick<DaysOfScope, 'accountId' | 'region'> & { days: readonly string[] },
  { secret, principal }: AskedSubject,
): string {
  const sorted = days.toSorted();
  const [from = '', to = ''] = [sorted[0], sorted.at(-1)];
  for (const day of sorted) requireBounds({ accountId, region, from: day, to: day });
  requireBounds({ accountId, region, from, to });
  const conditions = [
    `account = ${toLiteral(accountId)} AND region = ${toLiteral(region)}`,
    `delivered >= ${toLiteral(toFolderDay(from))} AND delivered <= ${toLiteral(toFolderDay(addDays(to, LATE_DAYS)))}`,
    `eventsource = 'secretsmanager.amazonaws.com'`,
    `eventtime >= ${toLiteral(`${from}T00:00:00Z`)} AND eventtime < ${toLiteral(`${addDays(to, 1)}T00:00:00Z`)}`,
    isOneOf('substr(eventtime, 1, 10)', sorted),
    ...(secret === null ? [] : [namesSecret(secret)]),
    ...(principal === null ? [] : [isOf(principal)]),
  ];
  return `SELECT ${EVENT_FIELDS.map(({ name, sql }) => (name === sql ? name : `${sql} AS ${name}`)).join(',\n  ')}
FROM ${[catalog, database, table].map(toName).join('.')}
WHERE ${conditions.join('\n  AND ')}
ORDER BY eventtime DESC, eventid DESC
LIMIT ${MOST_ROWS + 1}`;
}
