import 'server-only';
import { and, asc, eq, gt, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Note, UnusualNews } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { LISTED_AS, WITH_PRIMARY } from '@/lib/store/history/listed-as';
import { principalTable } from '@/lib/store/schema/event';
import { noteTable } from '@/lib/store/schema/notification';
import { dismissalTable, unusualTable } from '@/lib/store/schema/unusual';
import { findNamed } from './find-named';

const DAY_MS = 86_400_000;
/** A read of before that is on its page, and no news: a history that is read backwards finds many. */
const NEWS_DAYS = 2;
/** Longer than it is news, so that nothing is told again once its note is gone. */
const NOTED_DAYS = 7;

const before = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

/** What the inventory lists the secret as: of a replica its primary, which is what people know and filter by. */
const LISTED = sql<
  string | null
>`(select ${LISTED_AS} from keyledger.secret m ${WITH_PRIMARY} where m.id = ${unusualTable.secretId})`;

/** Oldest first, each that is open and has no note. */
export async function findUnusualReads(db: Queryable, since: Date, now: Date, limit: number): Promise<UnusualNews[]> {
  const { id, rule, secretId, actorKind, firstAt, foundAt, count, reason } = unusualTable;
  const { label, key } = principalTable;
  const rows = await db
    .select({
      id,
      rule,
      secretId,
      listedId: LISTED,
      actorKind,
      firstAt,
      count,
      reason,
      principal: label,
      principalKey: key,
    })
    .from(unusualTable)
    .innerJoin(principalTable, eq(principalTable.id, unusualTable.principalId))
    .leftJoin(dismissalTable, eq(dismissalTable.findingId, id))
    .leftJoin(noteTable, and(eq(noteTable.occasion, 'read.unusual'), eq(noteTable.subject, id)))
    .where(
      and(
        gt(foundAt, before(now, NEWS_DAYS)),
        gte(firstAt, since),
        gt(firstAt, before(now, NEWS_DAYS)),
        isNull(noteTable.subject),
        // What somebody has looked at is no news, also where a restore has it found anew.
        isNull(dismissalTable.findingId),
        // Of what the inventory lists, so that nothing else takes a place of the limit.
        or(isNull(secretId), sql`${LISTED} in (select i.id from keyledger.item i)`),
      ),
    )
    .orderBy(asc(firstAt), asc(id))
    .limit(limit);
  const named = await findNamed(
    db,
    rows.flatMap((row) => row.listedId ?? []),
  );
  const byId = new Map(named.map((secret) => [secret.id, secret]));
  return rows.flatMap(({ secretId: of, listedId, ...row }) => {
    const secret = of === null ? null : byId.get(listedId ?? of);
    return secret === undefined ? [] : [{ ...row, secret }];
  });
}

export const findSettledUnusual = (db: Queryable, now: Date): Promise<Note[]> =>
  db
    .select({ occasion: noteTable.occasion, subject: noteTable.subject })
    .from(noteTable)
    .where(and(eq(noteTable.occasion, 'read.unusual'), lt(noteTable.at, before(now, NOTED_DAYS))));
