import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Note, RotationTrouble } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { noteTable } from '@/lib/store/schema/notification';
import { itemView, secretTable } from '@/lib/store/schema/secret';
import { NAMED, toNamed } from './find-named';

const TROUBLES = ['failing', 'stuck', 'overdue'] as const;

/** The longest trouble first. Of what the inventory lists, so that nothing that nobody is told of takes a place of the limit. */
export async function findRotationTroubles(db: Queryable, limit: number): Promise<RotationTrouble[]> {
  const { id, rotationState, rotationSince: since, rotationStep: step, observedAt } = itemView;
  // That AWS has not rotated it is known once it was asked after the day.
  const isKnown = sql`(${rotationState} <> 'overdue' or ${observedAt} >= ${since})`;
  const told = sql`exists (select 1 from ${noteTable}
    where ${noteTable.occasion} = 'rotation.' || ${rotationState} and ${noteTable.subject} = ${id})`;
  const rows = await db
    .select({ ...NAMED, rotationState, since, step })
    .from(itemView)
    .where(sql`${rotationState} in ('failing', 'stuck', 'overdue') and ${isKnown} and not ${told}`)
    .orderBy(asc(since), asc(id))
    .limit(limit);
  return rows.flatMap(({ rotationState: stated, since: began, step: failed, ...secret }): RotationTrouble[] => {
    const state = TROUBLES.find((trouble) => trouble === stated);
    return state ? [{ secret: toNamed(secret), state, since: began, step: failed }] : [];
  });
}

/** An episode lasts while the rotation is in any trouble, runs, or is not known: a retry that fails again is the same one. */
export const findSettledRotations = (db: Queryable): Promise<Note[]> =>
  db
    .select({ occasion: noteTable.occasion, subject: noteTable.subject })
    .from(noteTable)
    .leftJoin(secretTable, and(eq(secretTable.id, noteTable.subject), isNull(secretTable.removedAt)))
    .where(
      and(
        inArray(noteTable.occasion, ['rotation.failing', 'rotation.stuck', 'rotation.overdue']),
        sql`coalesce(${secretTable.rotationState}, 'off') not in ('failing', 'stuck', 'overdue', 'running', 'unknown')`,
      ),
    );
