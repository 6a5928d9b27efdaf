import 'server-only';
import { sql } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';

/** Keeps who was named behind which principal. */
export async function keepActorNames(tx: Queryable, events: readonly AccessEvent[]): Promise<void> {
  const named = events.flatMap(({ principal, person, workload }) => {
    const name = person ?? workload;
    return name === null ? [] : [{ id: principal.id, name }];
  });
  const different = [...new Map(named.map((one) => [JSON.stringify(one), one])).values()];
  if (different.length === 0) return;
  await tx.execute(sql`
    insert into keyledger.actor_name (principal_id, name)
    select id, name from unnest(${textArray(different.map(({ id }) => id))}, ${textArray(different.map(({ name }) => name))}) as n (id, name)
    order by id collate "C", name on conflict do nothing`);
}
