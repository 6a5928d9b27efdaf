import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { isCovered } from '@/lib/store/inventory/item-history';
import { scopeTable } from '@/lib/store/schema/scope';

interface ScopeState {
  id: string;
  accountId: string;
  accountName: string;
  configured: boolean;
  /** A bit for each of the days that were asked about: history has no gap over them. */
  covered: boolean[];
}

/** What is read anew for every question. */
export interface IndexState {
  /** Whatever is not yet seen was, or will be, changed by a transaction of at least this number. */
  horizon: string;
  epoch: string;
  /** The last transaction that changed which annotation holds of a secret. */
  keptIn: string | null;
  scopes: ScopeState[];
}

export async function readState(db: Queryable, days: readonly number[], now: Date): Promise<IndexState> {
  const covered = sql.join(
    days.map((count) => isCovered(now, count, scopeTable.covered)),
    sql`, `,
  );
  const { rows } = await db.execute<
    Omit<IndexState, 'scopes'> & { scopes: ScopeState[] | null } & Record<string, unknown>
  >(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      (select epoch::text from keyledger.item_epoch) as epoch,
      (select max(changed_in)::text from keyledger.secret_annotation) as "keptIn",
      (select json_agg(json_build_object('id', ${scopeTable.id}, 'accountId', ${scopeTable.accountId},
        'accountName', ${scopeTable.accountName}, 'configured', ${scopeTable.configured},
        'covered', array[${covered}]::boolean[]) order by ${scopeTable.id}) from ${scopeTable}) as scopes`);
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL gave no row');
  return { ...row, scopes: row.scopes ?? [] };
}

/** Another one: rows went, or other scopes are looked at, and what is in memory says nothing about that. */
export const toSignature = ({ epoch, scopes }: IndexState): string =>
  [epoch, ...scopes.filter(({ configured }) => configured).map(({ id }) => id)].join(' ');
