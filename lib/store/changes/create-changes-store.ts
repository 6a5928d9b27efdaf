import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ChangedSecret, ChangesStore } from '@/lib/domain/ports/changes-store';
import type { Queryable } from '@/lib/store/connect';
import { findFollowed, noteFollowed } from './followed';
import { isObservedSince, isOfListing, noteChangedArns } from './note-changed';

const isListed = (scopeId: SQL): SQL =>
  sql`exists (select from keyledger.listing l where l.scope_id = ${scopeId} and l.finished_at is not null)`;

async function listDue(db: Queryable, scopeId: string, now: Date, limit: number): Promise<ChangedSecret[]> {
  const { rows } = await db.execute<{ ref: string; at: string; tries: number; ofListing: boolean }>(sql`
    select ref, at, tries, ${isOfListing(sql`c.scope_id`, sql`c.at`)} as "ofListing" from keyledger.changed_secret c
    where scope_id = ${scopeId} and next_at <= ${now.toISOString()}::timestamptz and ${isListed(sql`${scopeId}`)}
    order by next_at, ref limit ${limit}`);
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
}

async function settle(db: Queryable, scopeId: string, done: readonly { ref: string; at: Date }[]): Promise<void> {
  await db.execute(sql`
    delete from keyledger.changed_secret c where c.scope_id = ${scopeId} and (
      exists (select from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d (ref text, at timestamptz)
        where d.ref = c.ref and d.at >= c.at)
      or ${isObservedSince(sql`c.scope_id`, sql`c.ref`, sql`c.at`)})`);
}

async function findNext(db: Queryable, scopeId: string): Promise<Date | null> {
  const { rows } = await db.execute<{ at: string | null }>(sql`
    select min(next_at) as at from keyledger.changed_secret
    where scope_id = ${scopeId} and ${isListed(sql`${scopeId}`)}`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

export const createChangesStore = (db: Queryable): ChangesStore => ({
  due: (scopeId, now, limit) => listDue(db, scopeId, now, limit),
  nextAt: (scopeId) => findNext(db, scopeId),
  settle: (scopeId, done) => settle(db, scopeId, done),
  async putOff(scopeId, ref, until, problem) {
    await db.execute(sql`
      update keyledger.changed_secret set tries = tries + 1, next_at = ${until.toISOString()}::timestamptz, problem = ${problem}
      where scope_id = ${scopeId} and ref = ${ref}`);
  },
  note: (arns, at, now) => noteChangedArns(db, arns, at, now),
  async scopesWithDue(now) {
    const { rows } = await db.execute<{ id: string }>(sql`
      select distinct c.scope_id as id from keyledger.changed_secret c
      join keyledger.scope sc on sc.id = c.scope_id and sc.configured and sc.gone_since is null
      where c.next_at <= ${now.toISOString()}::timestamptz and ${isListed(sql`c.scope_id`)}`);
    return rows.map(({ id }) => id);
  },
  followed: (scopeId) => findFollowed(db, scopeId),
  noteFollowed: (scopeId) => noteFollowed(db, scopeId),
});
