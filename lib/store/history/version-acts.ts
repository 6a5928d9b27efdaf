import 'server-only';
import { sql } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { VersionAct } from '@/lib/domain/version-author';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { seesHistory } from './sight-of-event';

interface Row extends Record<string, unknown> {
  version_id: string;
  part: VersionAct['part'];
  at: string;
  event_name: string;
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  who: string | null;
}

const toAct = (row: Row): VersionAct => ({
  versionId: row.version_id,
  part: row.part,
  at: new Date(row.at),
  eventName: row.event_name,
  principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  who: row.who,
});

/** What of an event is told. */
const SAID = sql`e.at, e.event_name, e.principal_id, e.actor_kind, coalesce(e.person, e.workload) as who`;
/** AWS's own events of a rotation have its token, the id of the version, at the end of their request's id (aws-facts §2.3). */
const IS_OF_ROTATION = sql`(e.event_name = 'RotateSecret' and e.version_id = v.id
  or e.event_name in ('RotationStarted', 'RotationSucceeded') and starts_with(e.request_id, 'Rotation-')
    and right(e.request_id, length(v.id) + 1) = '-' || v.id)`;

/**
 * The calls that made these versions of a secret, the first of each, and what tells of the rotation in which they were
 * made: who asked for it, else AWS itself. A call that is tried again with its token makes no second version.
 */
export async function findVersionActs(
  db: Queryable,
  sight: Sight,
  secretId: string,
  versionIds: readonly string[],
): Promise<VersionAct[]> {
  if (versionIds.length === 0) return [];
  const { rows } = await db.execute<Row>(sql`
    with seen as (select ${secretTable.id} as id from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)}),
    wanted as (select distinct id from unnest(${textArray(versionIds)}) as w (id)),
    wrote as (
      select distinct on (e.version_id) e.version_id, 'wrote' as part, ${SAID}
      from seen join keyledger.event e on e.secret_id = seen.id
      where e.version_id = any(${textArray(versionIds)}) and e.outcome = 'success'
        and e.event_name in ('CreateSecret', 'PutSecretValue', 'UpdateSecret')
      order by e.version_id, e.at, e.event_id
    ), rotation as (
      select distinct on (v.id) v.id as version_id, 'rotation' as part, ${SAID}
      from seen join keyledger.event e on e.secret_id = seen.id
      join wanted v on ${IS_OF_ROTATION}
      where e.action_class = 'rotation' and e.outcome = 'success'
      order by v.id, (e.event_name <> 'RotateSecret'), e.at, e.event_id
    )
    select a.*, p.id, p.type, p.account_id, p.label
    from (select * from wrote union all select * from rotation) a join keyledger.principal p on p.id = a.principal_id`);
  return rows.map(toAct);
}
