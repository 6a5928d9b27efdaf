import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type {
  EventQuestion,
  EventQuestionStore,
  NewQuestion,
  QuestionEnd,
} from '@/lib/domain/ports/event-question-store';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { bytesOfDays, countOwnedDays, ownedDays } from './days';
import { addAnswers, countAnswers, cutAnswers, listAnswers, secretNames } from './answers';

const OPEN = sql`state in ('waiting', 'running')`;
const moment = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
const json = (value: unknown): SQL => sql`${JSON.stringify(toStorable(value))}::jsonb`;

interface Row extends Record<string, unknown>, Omit<EventQuestion, 'askedAt' | 'seenAt' | 'endedAt' | 'bytesScanned'> {
  asked: string;
  seen: string;
  ended: string | null;
  bytes: string;
}

const toQuestion = ({ asked, seen, ended, bytes, ...question }: Row): EventQuestion => ({
  ...question,
  askedAt: new Date(asked),
  seenAt: new Date(seen),
  endedAt: ended === null ? null : new Date(ended),
  bytesScanned: Number(bytes),
});

async function select(db: Queryable, condition: SQL): Promise<EventQuestion[]> {
  const { rows } = await db.execute<Row>(sql`
    select id, asker_id as "askerId", scope_id as "scopeId", days::text[] as days, secret_id as "secretId",
      principal_id as "principalId", state, asked_at as asked, seen_at as seen, ended_at as ended, bytes, problem, more,
      unreadable
    from keyledger.event_question q where ${condition} order by asked_at desc, id`);
  return rows.map(toQuestion);
}

async function begin(db: Queryable, question: NewQuestion, at: Date): Promise<void> {
  const { id, askerId, scopeId, days, secretId, principalId } = question;
  await db.execute(sql`
    insert into keyledger.event_question (id, asker_id, scope_id, days, secret_id, principal_id, state, asked_at, seen_at)
    values (${id}, ${askerId}, ${scopeId}, ${textArray(days)}::date[], ${secretId}, ${principalId}, 'waiting', ${moment(at)},
      ${moment(at)})`);
}

/** What ends is read no further: how many it has is counted with its end. */
async function end(db: Queryable, id: string, how: QuestionEnd, at: Date, most: number): Promise<void> {
  const { state, problem = null, more = false, unreadable = {} } = how;
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update keyledger.event_question set state = ${state}, ended_at = ${moment(at)}, more = ${more},
        problem = ${problem && json(problem)}, unreadable = ${json(unreadable)} where id = ${id} and ${OPEN}`);
    if (rowCount !== 1) return;
    const wasCut = await cutAnswers(tx, id, state === 'answered' ? most : 0);
    if (wasCut && state === 'answered')
      await tx.execute(sql`update keyledger.event_question set more = true where id = ${id}`);
  });
}

async function cancel(db: Queryable, id: string, why: string, at: Date): Promise<boolean> {
  const problem = json({ code: null, message: why, remedy: '' });
  return db.transaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update keyledger.event_question set state = 'cancelled', ended_at = ${moment(at)}, problem = ${problem}
      where id = ${id} and ${OPEN}`);
    if (rowCount === 1) await cutAnswers(tx, id, 0);
    return rowCount === 1;
  });
}

async function note(db: Queryable, id: string, bytes: number): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    update keyledger.event_question set state = 'running', bytes = greatest(bytes, ${bytes}) where id = ${id} and ${OPEN}`);
  if (rowCount === 1) return true;
  // What it scanned is told also of one that was stopped.
  await db.execute(
    sql`update keyledger.event_question set bytes = greatest(bytes, ${bytes}) where id = ${id} and not (${OPEN})`,
  );
  return false;
}

/** Single events that people asked Athena for. */
export const createEventQuestionStore = (db: Queryable): EventQuestionStore => ({
  countOwnedDays: (scopeIds, from, to) => countOwnedDays(db, scopeIds, from, to),
  ownedDays: (scopeIds, from, to) => ownedDays(db, scopeIds, from, to),
  begin: (question, at) => begin(db, question, at),
  find: async (id, askerId, since) =>
    (await select(db, sql`id = ${id} and asker_id = ${askerId} and asked_at >= ${moment(since)}`))[0] ?? null,
  list: (askerId, since) => select(db, sql`asker_id = ${askerId} and asked_at >= ${moment(since)}`),
  touch: async (id, at) =>
    void (await db.execute(sql`
      update keyledger.event_question set seen_at = ${moment(at)} where id = ${id} and ${OPEN}
        and seen_at < ${moment(at)} - interval '2 seconds'`)),
  cancel: (id, why, at) => cancel(db, id, why, at),
  open: async () => (await select(db, OPEN)).map(({ id }) => id),
  findOpen: async (id) => (await select(db, sql`id = ${id} and ${OPEN}`))[0] ?? null,
  note: (id, bytes) => note(db, id, bytes),
  add: (id, events) => addAnswers(db, id, events),
  end: (id, how, at, most) => end(db, id, how, at, most),
  secretNames: (sight, ids) => secretNames(db, sight, ids),
  bytesOfDays: (scopeIds, since) => bytesOfDays(db, scopeIds, since),
  countEvents: (id, sight) => countAnswers(db, id, sight),
  events: (id, sight, page) => listAnswers(db, id, sight, page),
  forget: async (before) =>
    void (await db.execute(
      sql`delete from keyledger.event_question where asked_at < ${moment(before)} and not (${OPEN})`,
    )),
});
