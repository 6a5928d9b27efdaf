import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { FindingsChange, SeenFinding, UnusualSight, UnusualStore } from '@/lib/domain/ports/unusual-store';
import type { Queryable } from '@/lib/store/connect';
import { appendManyLocked, lockLedger } from '@/lib/store/ledger/append';
import { principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { dismissalTable, unusualTable } from '@/lib/store/schema/unusual';
import { toStorable } from '@/lib/store/storable';
import { isOneOf, textArray } from '@/lib/store/visibility/to-predicate';
import { seesFinding } from './sees-finding';

export async function findSeen(db: Queryable, sight: UnusualSight, ids: readonly string[]): Promise<SeenFinding[]> {
  const { id, rule, actorKind, day, count } = unusualTable;
  const { arn, name, environment, accountId, tags } = secretTable;
  const rows = await db
    .select({
      finding: { id, rule, actorKind, day, count },
      principal: { id: principalTable.id, label: principalTable.label },
      secret: { id: secretTable.id, arn, name, environment, accountId, tags },
      dismissed: sql<boolean>`${dismissalTable.findingId} is not null`,
    })
    .from(unusualTable)
    .innerJoin(principalTable, eq(principalTable.id, unusualTable.principalId))
    .leftJoin(secretTable, eq(secretTable.id, unusualTable.secretId))
    .leftJoin(dismissalTable, eq(dismissalTable.findingId, id))
    .where(and(isOneOf(id, ids), seesFinding(sight)))
    .orderBy(id);
  return rows.map(({ finding, ...rest }) => ({ ...finding, ...rest }));
}

type Changed = { id: string };

/** The ledger's own lock comes last: whoever acts meanwhile waits for the entries alone. */
async function tell(tx: Queryable, changed: readonly Changed[], { toEntry, at }: FindingsChange): Promise<number> {
  if (toEntry && changed.length > 0) {
    await lockLedger(tx);
    await appendManyLocked(
      tx,
      changed.map(({ id }) => toEntry(id)),
      at,
    );
  }
  return changed.length;
}

/** In the order of their ids, so that two who dismiss the same wait for one another and not in a ring. */
export const dismiss = (db: Queryable, change: Parameters<UnusualStore['dismiss']>[0]): Promise<number> =>
  db.transaction(async (tx) => {
    const { reason, by } = toStorable({ reason: change.reason, by: change.by });
    const { rows } = await tx.execute<Changed>(sql`
      insert into keyledger.unusual_dismissal (finding_id, day, count, reason, dismissed_at, dismissed_by)
      select t.id, t.day, t.count, ${reason}, ${change.at.toISOString()}::timestamptz, ${by}
      from keyledger.unusual_read t where t.id = any(${textArray(change.ids)}) order by t.id
      on conflict (finding_id) do nothing returning finding_id as id`);
    return tell(tx, rows, change);
  });

export const reopen = (db: Queryable, change: FindingsChange): Promise<number> =>
  db.transaction(async (tx) => {
    const { rows } = await tx.execute<Changed>(sql`
      delete from keyledger.unusual_dismissal where finding_id in (
        select d.finding_id from keyledger.unusual_dismissal d join keyledger.unusual_read t on t.id = d.finding_id
        where d.finding_id = any(${textArray(change.ids)}) order by d.finding_id for update of d)
      returning finding_id as id`);
    return tell(tx, rows, change);
  });
