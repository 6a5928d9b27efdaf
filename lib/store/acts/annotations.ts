import 'server-only';
import { desc, eq, getTableColumns, isNotNull, sql, type SQL } from 'drizzle-orm';
import { ANNOTATED, keepsNothing } from '@/lib/domain/annotation';
import type { Visibility } from '@/lib/domain/grant';
import type {
  AnnotationChange,
  AnnotationStore,
  AnnotationTarget,
  PrefixAnnotation,
  StoredAnnotation,
} from '@/lib/domain/ports/annotation-store';
import type { Queryable } from '@/lib/store/connect';
import { annotationTable } from '@/lib/store/schema/annotation';
import { itemView } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { readMany, setMany, settleSecrets } from './annotate-many';
import { lockAnnotations, newId } from './annotation-lock';
import { textArray, toPredicate } from '@/lib/store/visibility/to-predicate';

const { ownerSearch: _owner, noteSearch: _note, ...COLUMNS } = getTableColumns(annotationTable);

/** By id none that is of a prefix: ids of both are of one kind. */
const isOf = (target: AnnotationTarget): SQL =>
  'prefix' in target
    ? sql`${annotationTable.prefix} = ${target.prefix}`
    : sql`${annotationTable.id} = ${target.secretId} and ${annotationTable.prefix} is null`;

async function findStored(db: Queryable, target: AnnotationTarget): Promise<StoredAnnotation | null> {
  const [row] = await db.select(COLUMNS).from(annotationTable).where(isOf(target));
  return row ?? null;
}

/**
 * In one statement, however many it covers. Whatever holds below a prefix is nearer than it (the secret's own, a longer
 * prefix) and stays, or is its own or that of a prefix of it: then the nearest of these holds, which is one for all.
 */
async function settlePrefix(tx: Queryable, prefix: string, before: StoredAnnotation | null): Promise<void> {
  const above = await tx
    .select(COLUMNS)
    .from(annotationTable)
    .where(sql`${annotationTable.prefix} is not null and starts_with(${prefix}, ${annotationTable.prefix})`)
    .orderBy(desc(sql`length(${annotationTable.prefix})`));
  const ids = [...(before ? [before] : []), ...above].map(({ id }) => id);
  const nearest = ANNOTATED.map((field) => sql`${above.find((one) => one[field] !== null)?.id ?? null}::text`);
  const set = ANNOTATED.map((field) => {
    const from = sql.identifier(`${field}_from`);
    return sql`${from} = case when k.${from} is null or k.${from} = any(${textArray(ids)}) then excluded.${from} else k.${from} end`;
  });
  await tx.execute(sql`
    insert into keyledger.secret_annotation as k (secret_id, owner_from, note_from, runbook_from)
    select id, ${sql.join(nearest, sql`, `)} from keyledger.secret where starts_with(name, ${prefix})
    on conflict (secret_id) do update set ${sql.join(set, sql`, `)}`);
}

async function write(tx: Queryable, known: StoredAnnotation | null, change: AnnotationChange) {
  const { target, fields, at, by } = toStorable(change);
  if (keepsNothing(fields)) {
    if (known) await tx.delete(annotationTable).where(eq(annotationTable.id, known.id));
    return null;
  }
  const place = 'prefix' in target ? { id: newId(), prefix: target.prefix } : { id: target.secretId, prefix: null };
  const search = {
    ownerSearch: fields.owner?.toLowerCase() ?? null,
    noteSearch: fields.note?.toLowerCase() ?? null,
  };
  const set = { ...fields, ...search, revision: newId(), changedAt: at, changedBy: by };
  const [saved] = await tx
    .insert(annotationTable)
    .values({ ...place, id: known?.id ?? place.id, ...set })
    .onConflictDoUpdate({ target: annotationTable.id, set })
    .returning(COLUMNS);
  return saved ?? null;
}

/**
 * One pass over what is in sight and annotated, whatever the number of prefixes: what holds below prefixes is few
 * combinations, in which each prefix counts once.
 */
async function listPrefixes(db: Queryable, visibility: Visibility): Promise<PrefixAnnotation[]> {
  const kept = ANNOTATED.map((field) => {
    const from = sql.identifier(`${field}_from`);
    return sql`nullif(k.${from}, ${itemView.id}) as ${from}`;
  });
  const { rows: counts } = await db.execute<{ id: string; count: number }>(sql`
    with held as (
      select ${sql.join(kept, sql`, `)} from ${itemView} join keyledger.secret_annotation k on k.secret_id = ${itemView.id}
      where ${toPredicate(visibility, itemView)}
    ), combination as (
      select owner_from, note_from, runbook_from, count(*) as secrets from held group by 1, 2, 3
    )
    select f.id, sum(c.secrets)::int as count
    from combination c cross join lateral (select distinct unnest(array[c.owner_from, c.note_from, c.runbook_from]) as id) f
    where f.id is not null group by f.id`);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  const rows = await db
    .select(COLUMNS)
    .from(annotationTable)
    .where(isNotNull(annotationTable.prefix))
    .orderBy(annotationTable.prefix);
  return rows.map(({ prefix, ...row }) => ({ ...row, prefix: prefix ?? '', secrets: countOf.get(row.id) ?? 0 }));
}

export const createAnnotationStore = (db: Queryable): AnnotationStore => ({
  find: (target) => findStored(db, target),
  prefixes: (visibility) => listPrefixes(db, visibility),
  readMany: (ids) => readMany(db, ids),
  setMany: (change) => setMany(db, change),
  set: (change, mostPrefixes) =>
    db.transaction(async (tx) => {
      await lockAnnotations(tx);
      const known = await findStored(tx, change.target);
      if ((known?.revision ?? null) !== change.seen) return 'changed';
      const isNewPrefix = !known && 'prefix' in change.target && !keepsNothing(change.fields);
      if (isNewPrefix && (await tx.$count(annotationTable, isNotNull(annotationTable.prefix))) >= mostPrefixes)
        return 'full';
      const saved = await write(tx, known, change);
      if ('prefix' in change.target) await settlePrefix(tx, change.target.prefix, known);
      else await settleSecrets(tx, [change.target.secretId]);
      return saved;
    }),
});
