import 'server-only';
import type { Client } from 'pg';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import { addAnchor, findLastAnchor, findLedgerId } from '@/lib/store/ledger/anchors';

/**
 * Before the store is emptied: what must not go back with it. Anchors of the tail that is lost are kept, so that the
 * next one is not mistaken for them, and who follows the ledger is not told twice what stays.
 */
export async function keepAnchors(client: Client): Promise<void> {
  for (const name of ['identity', 'anchor', 'follower'])
    await client.query(`create temp table kept_${name} on commit drop as table keyledger.ledger_${name}`);
}

/** After the backup came back, with its `entries`: the same ledger keeps its anchors; another one begins anew outside. */
export async function mergeAnchors(client: Client, entries: number): Promise<void> {
  await client.query(`insert into keyledger.ledger_identity select * from kept_identity on conflict do nothing`);
  const { rows } = await client.query<{ same: boolean }>(
    `select i.id = k.id as same from keyledger.ledger_identity i, kept_identity k`,
  );
  if (rows[0]?.same !== true) {
    await client.query('delete from keyledger.ledger_sink');
    return;
  }
  await client.query(`insert into keyledger.ledger_anchor select * from kept_anchor on conflict do nothing`);
  await client.query(
    `insert into keyledger.ledger_follower select name, seq from kept_follower
     on conflict (name) do update set seq = greatest(ledger_follower.seq, excluded.seq)`,
  );
  await client.query('update keyledger.ledger_follower set seq = least(seq, $1)', [entries]);
}

/** Anchors that were found outside, of this ledger alone; the newest that is known then. */
export async function takeAnchors(
  db: NodePgDatabase,
  outside: readonly SignedAnchor[],
): Promise<SignedAnchor['anchor'] | null> {
  const ledger = await findLedgerId(db);
  for (const signed of outside) if (signed.anchor.ledger === ledger) await addAnchor(db, signed);
  return (await findLastAnchor(db))?.anchor ?? null;
}
