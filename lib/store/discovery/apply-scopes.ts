import 'server-only';
import { sql } from 'drizzle-orm';
import type { ScopesPlan } from '@/lib/domain/discovery/plan-scopes';
import { toPartition } from '@/lib/domain/partition';
import { toScopeId } from '@/lib/domain/scope';
import { lockScopes } from '@/lib/store/acts/scopes';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';

/** Behind all that are configured. */
const POSITION = 1_000_000;

const toRows = (plans: readonly ScopesPlan[]) =>
  plans.flatMap(({ id, name, regions }) =>
    regions.map((region) => ({ id: toScopeId(id, region), account: id, name, region, partition: toPartition(region) })),
  );

/** See the port. A scope that stands as it should is not written. */
export async function applyScopes(
  db: Queryable,
  plans: readonly ScopesPlan[],
  at: Date,
): Promise<{ added: number; gone: number }> {
  if (plans.length === 0) return { added: 0, gone: 0 };
  const wanted = sql`${JSON.stringify(toStorable(toRows(plans)))}::jsonb`;
  const others = sql`${JSON.stringify(plans.map(({ id, others: reason }) => ({ account: id, reason })))}::jsonb`;
  const now = sql`${at.toISOString()}::timestamptz`;
  return db.transaction(async (tx) => {
    await lockScopes(tx);
    const gone = await tx.execute(sql`
      with wanted as (select x.id from jsonb_to_recordset(${wanted}) as x (id text)),
        others as (select * from jsonb_to_recordset(${others}) as x (account text, reason text)),
        going as (select sc.id, case when exists (select 1 from keyledger.scope_health h
            where h.scope_id = sc.id and h.as_of is not null) then o.reason end as reason
          from keyledger.scope sc join others o on o.account = sc.account_id
          where sc.source = 'discovered' and sc.configured and sc.id not in (select id from wanted))
      update keyledger.scope sc set configured = g.reason is not null, gone_reason = g.reason,
        gone_since = case when g.reason is not null then coalesce(sc.gone_since, ${now}) end
      from going g where g.id = sc.id and (g.reason is null or sc.gone_reason is distinct from g.reason)`);
    const added = await tx.execute(sql`
      insert into keyledger.scope as sc (id, account_id, account_name, region, partition, position, source)
      select x.id, x.account, x.name, x.region, x.partition, ${POSITION}, 'discovered'
      from jsonb_to_recordset(${wanted}) as x (id text, account text, name text, region text, partition text)
      where not exists (select 1 from keyledger.scope l
        where l.account_id = x.account and l.configured and l.source = 'configured')
      order by x.id
      on conflict (id) do update set account_name = excluded.account_name, partition = excluded.partition,
        position = excluded.position, source = excluded.source, configured = true, gone_since = null, gone_reason = null
      where not sc.configured or (sc.source = 'discovered' and sc.gone_since is not null)`);
    await tx.execute(sql`
      update keyledger.scope sc set account_name = o.name
      from jsonb_to_recordset(${JSON.stringify(toStorable(plans.map(({ id, name }) => ({ account: id, name }))))}::jsonb)
        as o (account text, name text)
      where o.account = sc.account_id and sc.source = 'discovered' and sc.configured and sc.account_name <> o.name`);
    return { added: added.rowCount ?? 0, gone: gone.rowCount ?? 0 };
  });
}
