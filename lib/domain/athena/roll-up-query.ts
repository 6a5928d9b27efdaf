import { isAccountId, isRegionName } from '@/lib/domain/scope';
import { addDays } from '@/lib/domain/day';
import { toLiteral, toName } from './quote';
import { GROUP_FIELDS } from './trail-fields';
import { toFolderDay, type TrailTable } from './trail-table';

/** Whose days are asked for: both ends are in it, `YYYY-MM-DD`. */
export interface DaysOfScope {
  accountId: string;
  region: string;
  from: string;
  to: string;
}

/** CloudTrail delivers within minutes; what comes later than this is not found. */
export const LATE_DAYS = 3;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A query that is not held to one account, one region and days scans the whole trail, at a price: there is none. */
export function requireBounds({ accountId, region, from, to }: DaysOfScope): void {
  const isBound = isAccountId(accountId) && isRegionName(region) && DAY.test(from) && DAY.test(to) && from <= to;
  if (!isBound) throw new TypeError('A query of the trail needs an account, a region and days.');
}

/**
 * What happened on each day, alike records counted as one row: all that events are made of, so that the same code tells
 * whose they are and of which secret. Of other services each day says only that it had records, by which a day without
 * a trail is told from a day without a read; their files are read anyway. A record that was delivered twice counts once.
 */
export function toRollUpQuery(
  { catalog, database, table }: Pick<TrailTable, 'catalog' | 'database' | 'table'>,
  days: DaysOfScope,
): string {
  requireBounds(days);
  const ours = `eventsource = 'secretsmanager.amazonaws.com'`;
  const names = GROUP_FIELDS.map(({ name }) => name);
  const fields = GROUP_FIELDS.map(({ name, sql }) => `    CASE WHEN ${ours} THEN ${sql} END AS ${name}`);
  return `SELECT day, ours, ${names.join(', ')},
  count(DISTINCT eventid) AS events, min(eventtime) AS first_at, max(eventtime) AS last_at
FROM (
  SELECT substr(eventtime, 1, 10) AS day, eventid, eventtime, CASE WHEN ${ours} THEN 'true' ELSE 'false' END AS ours,
${fields.join(',\n')}
  FROM ${[catalog, database, table].map(toName).join('.')}
  WHERE account = ${toLiteral(days.accountId)} AND region = ${toLiteral(days.region)}
    AND delivered >= ${toLiteral(toFolderDay(days.from))} AND delivered <= ${toLiteral(toFolderDay(addDays(days.to, LATE_DAYS)))}
    AND eventtime >= ${toLiteral(`${days.from}T00:00:00Z`)} AND eventtime < ${toLiteral(`${addDays(days.to, 1)}T00:00:00Z`)}
) AS records
GROUP BY day, ours, ${names.join(', ')}`;
}
