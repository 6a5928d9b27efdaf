import 'server-only';
import { sql } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { toEventRecord } from './to-event-record';

/** So that a statement stays far below PostgreSQL's 65,535 parameters. */
const BATCH = 1000;

/** Whose history they are, and whether a file says so that nobody vouches for. */
interface Source {
  scopeId: string;
  unvouched: boolean;
}

export interface Inserted {
  at: Date;
  eventId: string;
  secretId: string | null;
}

async function insertBatch(tx: Queryable, { scopeId, unvouched }: Source, events: readonly AccessEvent[]) {
  const named = new Map(events.map(({ principal }) => [principal.id, principal]));
  const principals = [...named.values()].map((principal) => ({ ...principal, key: toPrincipalKey(principal.id) }));
  await tx
    .insert(principalTable)
    .values(principals.toSorted((left, right) => (left.id < right.id ? -1 : 1)))
    .onConflictDoUpdate({
      target: principalTable.id,
      set: { label: sql`excluded.label`, accountId: sql`excluded.account_id` },
      setWhere: sql`(${principalTable.label}, ${principalTable.accountId}) is distinct from (excluded.label, excluded.account_id)`,
    });
  return tx
    .insert(eventTable)
    .values(events.map((event) => toEventRecord(scopeId, event, unvouched)))
    .onConflictDoNothing()
    .returning({ at: eventTable.at, eventId: eventTable.eventId, secretId: eventTable.secretId });
}

/** Those that are not there yet, with the secrets that they were resolved to. */
export async function insertEvents(tx: Queryable, source: Source, events: readonly AccessEvent[]): Promise<Inserted[]> {
  const inserted: Inserted[] = [];
  for (let from = 0; from < events.length; from += BATCH)
    inserted.push(...(await insertBatch(tx, source, events.slice(from, from + BATCH))));
  return inserted;
}
