import type { Pool } from 'pg';

const AT_ONCE = 250_000;
/** Of 90 days, so that every question of 90 days looks at all of them. */
const DAYS = 89;
const PRINCIPALS = 2_000;
/** Readers that ask for their one secret all the time: half of all events. */
const POLLERS = 25;

/** Of `id`, what toPrincipalKey makes of it. */
const KEY = `rtrim(translate(encode(substr(sha256(convert_to('principal ' || id, 'UTF8')), 1, 16), 'base64'), '+/', '-_'), '=')`;

/**
 * Fills in reads of the secrets that are there, evenly over 90 days: half by readers that poll one secret each, half by
 * 2,000 roles of several secrets each; one in 50 refused, one in 100 by a person. Written by SQL, sums as the program has them.
 * `before`: these 90 days end so many days ago. Indexes are built and references checked afterwards, which takes a tenth of the time.
 */
export async function fillEvents(pool: Pool, events: number, before = 0): Promise<void> {
  await pool.query(`
    insert into keyledger.principal (id, key, type, account_id, label)
    select id, ${KEY}, 'role', '111122223333', 'filled-' || n
    from generate_series(0, ${PRINCIPALS - 1}) n, lateral (select 'arn:aws:iam::111122223333:role/filled-' || n as id) p
    on conflict do nothing`);
  await pool.query(`select keyledger.prepare_partitions(now() - interval '${before + DAYS + 1} days', now())`);
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'keyledger.event'::regclass and not i.indisprimary`);
  for (const { name } of indexes) await pool.query(`drop index keyledger.${name}`);
  const { rows: references } = await pool.query<{ name: string; definition: string }>(`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = 'keyledger.event'::regclass and contype = 'f'`);
  for (const { name } of references) await pool.query(`alter table keyledger.event drop constraint ${name}`);
  let begun = 0;
  const fill = async (): Promise<void> => {
    for (let from = begun; from < events; from = begun) {
      begun = from + AT_ONCE;
      const to = Math.min(from + AT_ONCE, events) - 1;
      await pool.query(
        `
        insert into keyledger.event (at, event_id, scope_id, account_id, region, event_name, action_class, outcome, error_code,
          ref_kind, principal_id, session, actor_kind, person, workload,
          access_key_id, source_address, user_agent, client, request_id, raw, secret_id)
        select date_trunc('second', now() - interval '1 hour' - make_interval(days => $4::int, secs => ${DAYS * 86_400}.0 * g.i / $3::float8)),
          gen_random_uuid()::text, s.scope_id, s.account_id, s.region, 'GetSecretValue', 'read',
          case when g.i % 50 = 1 then 'denied' else 'success' end, case when g.i % 50 = 1 then 'AccessDenied' end,
          'arn', 'arn:aws:iam::111122223333:role/filled-' || p.n, 'i-' || p.n % 400,
          case when p.n % 100 = 99 then 'person' else 'workload' end, case when p.n % 100 = 99 then 'person' || p.n end,
          case when p.n % 100 <> 99 then 'ec2 i-' || p.n % 400 end,
          'ASIAEXAMPLE' || p.n, '10.0.' || p.n % 250 || '.' || g.i % 4, 'aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22 md/GOOS#linux', 'sdk',
          gen_random_uuid()::text, '{"eventVersion": "1.11"}', s.id
        from generate_series($1::bigint, $2::bigint) g (i)
          cross join lateral (select case when g.i % 2 = 0 then g.i / 2 % ${POLLERS} else g.i / 2 * 7919 % ${PRINCIPALS} end as n) p
          join (select id, scope_id, arn, account_id, region, name, row_number() over (order by id) - 1 as place, count(*) over () as of
            from keyledger.secret where removed_at is null) s
            on s.place = case when g.i % 2 = 0 then p.n else p.n * 31 + g.i / 2 % 5 end % s.of
        on conflict do nothing`,
        [from, to, events, before],
      );
      console.error(`${to + 1} events`);
    }
  };
  await Promise.all([fill(), fill()]);
  for (const { name, definition } of references)
    await pool.query(`alter table keyledger.event add constraint ${name} ${definition}`);
  for (const { name, definition } of indexes) {
    await pool.query(definition.replace(' ON ONLY ', ' ON '));
    console.error(`index ${name}`);
  }
  await pool.query(SUMS);
  for (const table of ['event', 'read_day', 'secret_day', 'actor_day', 'first_read', 'principal'])
    await pool.query(`vacuum analyze keyledger.${table}`);
}

const SUMS = `
  truncate keyledger.read_day, keyledger.secret_day, keyledger.actor_day, keyledger.first_read;
  insert into keyledger.read_day (secret_id, principal_id, actor_kind, day, reads, denied, first_at, last_at, last_read_at)
  select secret_id, principal_id, actor_kind, (at at time zone 'UTC')::date, count(*) filter (where outcome = 'success'),
    count(*) filter (where outcome = 'denied'), min(at), max(at), max(at) filter (where outcome = 'success')
  from keyledger.event where secret_id is not null and action_class = 'read' and outcome in ('success', 'denied') group by 1, 2, 3, 4;
  insert into keyledger.secret_day (day, secret_id, actor_kind, reads, denied)
  select day, secret_id, actor_kind, sum(reads), sum(denied) from keyledger.read_day group by 1, 2, 3;
  insert into keyledger.actor_day
  select (at at time zone 'UTC')::date, principal_id, actor_kind, action_class, outcome, count(*) from keyledger.event group by 1, 2, 3, 4, 5;
  insert into keyledger.first_read (secret_id, principal_id, actor_kind, at)
  select distinct on (secret_id, principal_id) secret_id, principal_id, actor_kind, at from keyledger.event
  where secret_id is not null and action_class = 'read' and outcome = 'success' order by secret_id, principal_id, at`;
