import 'server-only';
import { sql } from 'drizzle-orm';
import { astray } from '@/lib/store/athena/resolve-groups';
import { workOut, workOutAgain } from '@/lib/store/athena/secret-days';
import type { Queryable } from '@/lib/store/connect';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import type { SecretDay } from '@/lib/store/history/roll-up';
import { alike, KEPT } from './event-days';

interface Given extends Record<string, unknown> {
  day: string;
  was: string | null;
  secretId: string;
}

/** Gives what deleted events came to to secrets that have become known since, as `resolveGroups` does with what Athena told. */
export async function resolveDays(db: Queryable, accountId: string, region: string, now: Date): Promise<void> {
  const found = astray(sql`keyledger.event_day`, accountId, region);
  const { rows: some } = await db.execute(sql`select 1 from (${found}) f limit 1`);
  if (some.length === 0) return;
  await db.transaction(async (tx) => {
    await holdRollUps(tx);
    const { rows } = await tx.execute<Given>(sql`
      with f as materialized (${found}), gone as (
        delete from keyledger.event_day g using f where g.ctid = f.place
        returning g.scope_id, g.day, g.event_name, g.action_class, g.outcome, g.principal_id, g.actor_kind, g.ref_kind,
          g.ref_arn, g.ref_account_id, g.ref_region, g.ref_name, g.shared_event_id, f.found as secret_id, g.events,
          g.first_at, g.last_at, f.was
      ), alike as (${alike(sql`sum(events)::int`, sql`first_at`, sql`last_at`)}), kept as (${KEPT})
      select distinct to_char(day, 'YYYY-MM-DD') as day, was, secret_id as "secretId" from gone where action_class = 'read'`);
    const moved = rows.flatMap(({ day, was, secretId }): SecretDay[] =>
      was === null ? [] : [was, secretId].map((id) => ({ secretId: id, day })),
    );
    const given = rows.flatMap(({ day, was, secretId }): SecretDay[] => (was === null ? [{ secretId, day }] : []));
    await workOut(tx, given, now);
    await workOutAgain(tx, moved, now);
  });
}
