import 'server-only';
import type { AccessEvent, ActionClass } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { withClient } from '@/lib/store/migrate/with-client';
import { deleteDay } from '@/lib/store/retention/delete-day';
import { ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import type { TestStore } from '@/lib/store/testing/test-store';

export const scope = makeScope();
export const other = makeScope('444455556666');
export const [a, b, late] = (['a', 'b', 'late'] as const).map((name) =>
  makeSecret({ name, createdAt: daysAgo(900) }),
) as [ReturnType<typeof makeSecret>, ReturnType<typeof makeSecret>, ReturnType<typeof makeSecret>];
/** Long enough ago for nothing to be late. */
const THEN = daysAgo(20);
export const never = new AbortController().signal;

export const apply = (test: TestStore, events: readonly AccessEvent[], more: { scopeId?: string; at?: Date } = {}) =>
  test.store.history.applyEvents({ scopeId: scope.id, records: events.map(ok), covered: null, at: THEN, ...more });

/** All days before the moment; how many events. */
export async function deleteAll(db: Queryable, before: Date, action: ActionClass = 'read', most = 10_000) {
  let [after, deleted]: [string | null, number] = [null, 0];
  for (;;) {
    const asked = { action, before, after, now: NOW, signal: never };
    const done: Awaited<ReturnType<typeof deleteDay>> = await deleteDay(db, asked, most);
    if (!done) return deleted;
    after = done.day;
    deleted += done.deleted;
  }
}

const SUMS = ['read_day', 'secret_day', 'actor_day', 'first_read', 'usage'];

/** Of what days came to, all. What was there and is gone is a row of no events. */
export const dumpSums = (test: TestStore): Promise<Record<string, string[]>> =>
  withClient(test.database.ownerUrl, async (client) => {
    const found: Record<string, string[]> = {};
    for (const table of SUMS) {
      const { rows } = await client.query<{ t: string }>(`
        select (to_jsonb(t) - 'changed_in')::text as t from keyledger.${table} t
        ${table === 'actor_day' ? 'where events <> 0' : ''} order by 1`);
      found[table] = rows.map(({ t }) => t);
    }
    return found;
  });
