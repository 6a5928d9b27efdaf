import 'server-only';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { keepPrincipals } from './keep-principals';
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
  await keepPrincipals(
    tx,
    events.map(({ principal }) => principal),
    { renew: true },
  );
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
