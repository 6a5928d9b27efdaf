import 'server-only';
import { sql } from 'drizzle-orm';
import type { ReadByQuery, SecretsReadBy } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { primaryOf, seesHistory } from './sight-of-event';

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  environment: string;
  account_id: string;
  region: string;
  first_at: string;
  last_at: string;
  last_read_at: string | null;
  reads: number;
  denied: number;
  /** Of those that are counted, which page goes on behind. */
  member_id: string;
  found: number;
}

const toSecretRead = (row: Row): SecretsReadBy['rows'][number] => ({
  secret: { id: row.id, name: row.name, environment: row.environment },
  accountId: row.account_id,
  region: row.region,
  firstAt: new Date(row.first_at),
  lastAt: new Date(row.last_at),
  lastReadAt: row.last_read_at === null ? null : new Date(row.last_read_at),
  reads: row.reads,
  denied: row.denied,
  place: { at: new Date(row.last_at), id: row.member_id },
});

/** Everything that a principal read or tried to, a replica with its primary, from the roll-ups. */
export async function listSecretsReadBy(
  db: Queryable,
  sight: Sight,
  { principalKey, since, limit, after }: ReadByQuery,
): Promise<SecretsReadBy> {
  const { id, name, environment, accountId, region, arn, primaryArn } = secretTable;
  const first = (column: typeof id | typeof name | typeof environment | typeof accountId | typeof region) =>
    sql`(array_agg(${column} order by ${id}))[1]`;
  const { rows } = await db.execute<Row>(sql`
    with total as (
      select coalesce(${primaryArn}, ${arn}) as group_arn, ${first(id)} as member_id, ${first(name)} as name,
        ${first(environment)} as environment, ${first(accountId)} as account_id, ${first(region)} as region,
        min(d.first_at) as first_at, max(d.last_at) as last_at, max(d.last_read_at) as last_read_at,
        sum(d.reads)::int as reads, sum(d.denied)::int as denied, (count(*) over ())::int as found
      from keyledger.read_day d
      join keyledger.principal p on p.id = d.principal_id
      join ${secretTable} on ${id} = d.secret_id
      where p.key = ${principalKey} and ${seesHistory(sight)}
        ${since === undefined ? sql`` : sql`and d.day >= ${since}::date`}
      group by 1
    ), page as (
      select * from total
      ${after ? sql`where (last_at, member_id) < (${after.at.toISOString()}::timestamptz, ${after.id})` : sql``}
      order by last_at desc, member_id desc limit ${limit}
    )
    select coalesce(main.id, member_id) as id, coalesce(main.name, page.name) as name,
      coalesce(main.environment, page.environment) as environment, coalesce(main.account_id, page.account_id) as account_id,
      coalesce(main.region, page.region) as region, first_at, last_at, last_read_at, reads, denied, member_id, counted.found
    from (select coalesce(max(found), 0) as found from total) counted
    left join page on true left join lateral ${primaryOf(sql`page.group_arn`, sight)} main on true
    order by last_at desc, member_id desc`);
  const listed = rows.filter((row) => row.id !== null);
  return { rows: listed.map(toSecretRead), found: rows[0]?.found ?? 0 };
}
