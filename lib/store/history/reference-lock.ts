import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';

const toKey = (scope: SQL): SQL => sql`hashtext('keyledger.references ' || ${scope})`;

/**
 * Says that this transaction writes events which name something in these scopes (`account:region`), before it looks
 * the secrets up: until it ends nobody else can see what it found, or that it found nothing.
 */
export async function announceReferences(tx: Queryable, scopes: ReadonlySet<string>): Promise<void> {
  if (scopes.size === 0) return;
  const keys = textArray([...scopes]);
  await tx.execute(
    sql`select pg_advisory_xact_lock_shared(${toKey(sql`scope`)}) from unnest(${keys}) as named (scope)`,
  );
}

/**
 * Waits for the events that are being written now. Whoever made a secret known sees, after this, all that was written
 * without knowing it; whoever writes later knows it. Holds nothing on return, so that writers go on.
 */
export async function awaitReferences(db: Queryable, scope: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${toKey(sql`${scope}::text`)})`);
  });
}

const ROLL_UPS = sql`hashtext('keyledger.roll_up')`;

/** Says that this transaction adds events to the roll-ups: until it ends nobody changes who tells of a day. */
export async function shareRollUps(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${ROLL_UPS})`);
}

/** Waits for those, and keeps others from beginning: what is worked out anew under it misses nothing, and counts nothing twice. */
export async function holdRollUps(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROLL_UPS})`);
}
