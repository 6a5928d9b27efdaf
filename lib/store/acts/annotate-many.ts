import 'server-only';
import { sql } from 'drizzle-orm';
import { planMany, toSeen, type KeptNow, type PlannedChange } from '@/lib/domain/annotate-many';
import { keepsNothing, type AnnotationFields } from '@/lib/domain/annotation';
import type { ManyChange } from '@/lib/domain/ports/annotation-store';
import type { Queryable } from '@/lib/store/connect';
import { saidOwner } from '@/lib/store/inventory/item-owner';
import { appendManyLocked, lockLedger } from '@/lib/store/ledger/append';
import { toStorable } from '@/lib/store/storable';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { lockAnnotations, newId } from './annotation-lock';

type Row = { id: string; revision: string | null } & {
  [Field in keyof AnnotationFields | `has_${keyof AnnotationFields}`]: Field extends `has_${string}`
    ? boolean
    : string | null;
};

export async function readMany(db: Queryable, ids: readonly string[]): Promise<KeptNow[]> {
  const { rows } = await db.execute<Row>(sql`
    select s.id, a.owner, a.note, a.runbook, a.revision,
      (${saidOwner(sql`s.owner`, sql`s.tags`)} is not null or k.owner_from is not null) as has_owner,
      (k.note_from is not null) as has_note, (k.runbook_from is not null) as has_runbook
    from keyledger.secret s
    left join keyledger.annotation a on a.id = s.id and a.prefix is null
    left join keyledger.secret_annotation k on k.secret_id = s.id
    where s.id = any(${textArray(ids)}) order by s.id`);
  return rows.map(({ has_owner, has_note, has_runbook, ...row }) => ({
    ...row,
    holds: { owner: has_owner, note: has_note, runbook: has_runbook },
  }));
}

/** The columns that the store makes are as in the change of one. */
function toRow({ id, after }: PlannedChange) {
  const search = { owner_search: after.owner?.toLowerCase() ?? null, note_search: after.note?.toLowerCase() ?? null };
  return { id, ...after, ...search, revision: newId() };
}

async function write(tx: Queryable, changes: readonly PlannedChange[], { at, by }: ManyChange): Promise<void> {
  const cleared = changes.filter(({ after }) => keepsNothing(after)).map(({ id }) => id);
  const rows = toStorable(changes.filter(({ after }) => !keepsNothing(after)).map(toRow));
  await tx.execute(sql`delete from keyledger.annotation where prefix is null and id = any(${textArray(cleared)})`);
  await tx.execute(sql`
    insert into keyledger.annotation (id, owner, note, runbook, owner_search, note_search, revision, changed_at, changed_by)
    select id, owner, note, runbook, owner_search, note_search, revision, ${at.toISOString()}::timestamptz, ${toStorable(by)}::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, owner text, note text, runbook text,
      owner_search text, note_search text, revision text)
    on conflict (id) do update set owner = excluded.owner, note = excluded.note, runbook = excluded.runbook,
      owner_search = excluded.owner_search, note_search = excluded.note_search, revision = excluded.revision,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
}

/** So few that whatever plan PostgreSQL makes of them is a short one: it takes 10,000 ids for a handful. */
const AT_ONCE = 500;

/** Works out anew what holds of each of them. */
export async function settleSecrets(tx: Queryable, all: readonly string[]): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const ids = textArray(all.slice(from, from + AT_ONCE));
    await tx.execute(sql`
      insert into keyledger.secret_annotation (secret_id, owner_from, note_from, runbook_from)
      select asked.id, n.owner_from, n.note_from, n.runbook_from from unnest(${ids}) as asked(id)
      left join (select * from keyledger.nearest_annotation where secret_id = any(${ids})) n on n.secret_id = asked.id
      on conflict (secret_id) do update set owner_from = excluded.owner_from, note_from = excluded.note_from,
        runbook_from = excluded.runbook_from`);
  }
}

/**
 * What is read under the lock decides, and is what the ledger is told. The ledger's own lock comes last: whoever acts
 * meanwhile waits for the entries alone.
 */
export const setMany = (db: Queryable, change: ManyChange): Promise<number | 'changed'> =>
  db.transaction(async (tx) => {
    await lockAnnotations(tx);
    const known = await readMany(tx, change.ids);
    if (toSeen(known) !== change.seen) return 'changed';
    const changes = planMany(known, change.set, change.existing);
    if (changes.length === 0) return 0;
    await write(tx, changes, change);
    await settleSecrets(
      tx,
      changes.map(({ id }) => id),
    );
    await lockLedger(tx);
    await appendManyLocked(tx, changes.map(change.toEntry), change.at);
    return changes.length;
  });
