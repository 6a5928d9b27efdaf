import type pg from 'pg';
import { toSpread, type Spread } from '@/e2e/bench/report/spread';

/** The same question as in `measure-reading.ts`, as one would write it by hand for someone who sees everything. */
const parameters = [['prod', 'staging'], { team: 'payments' }, ['healthy', 'overdue', 'never-configured'], '%key%'];

const matching = 'deleted_at is null and search like $4';
const PAGE = `select * from keyledger.item where ${matching} and environment = any($1) and tags @> $2
  and rotation_state = any($3) order by name, id limit 51`;
const TOTAL = `select count(*) from keyledger.item where ${matching} and environment = any($1) and tags @> $2
  and rotation_state = any($3)`;

const counts = (name: string, value: string, flags: string, from = 'base') =>
  `select '${name}', ${value}, count(*) from ${from} where ${flags} group by 2`;
const FACETS = `with base as materialized (
    select environment, account_id, region, rotation_state, service, owner, kms_key_id, tags,
      environment = any($1) as e, tags @> $2 as t, rotation_state = any($3) as s
    from keyledger.item where ${matching})
  ${[
    counts('env', 'environment', 't and s'),
    counts('state', 'rotation_state', 'e and t'),
    counts('account', 'account_id', 'e and t and s'),
    counts('region', 'region', 'e and t and s'),
    counts('service', 'service', 'e and t and s'),
    counts('owner', 'owner', 'e and t and s'),
    counts('key', 'kms_key_id', 'e and t and s'),
    counts('tag', "key || '=' || value", 'e and s', 'base, jsonb_each_text(tags)'),
  ].join(' union all ')}`;

/** Page, count and facets on three connections at once, as the service asks for them. */
async function askOnce(pool: pg.Pool): Promise<number> {
  const since = performance.now();
  await Promise.all([pool.query(PAGE, parameters), pool.query(TOTAL, parameters), pool.query(FACETS, parameters)]);
  return performance.now() - since;
}

export async function measureBareSql(pool: pg.Pool, times: number): Promise<Spread> {
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) taken.push(await askOnce(pool));
  return toSpread(taken);
}
