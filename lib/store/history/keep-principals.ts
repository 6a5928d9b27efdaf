import 'server-only';
import { sql } from 'drizzle-orm';
import type { Principal } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import type { Queryable } from '@/lib/store/connect';
import { principalTable } from '@/lib/store/schema/event';

/** Who acted, each once and in one order, so that no two writers wait for each other. `renew`: what is said of them is new. */
export async function keepPrincipals(
  tx: Queryable,
  principals: readonly Principal[],
  { renew }: { renew: boolean },
): Promise<void> {
  if (principals.length === 0) return;
  const named = new Map(principals.map((principal) => [principal.id, principal]));
  const rows = [...named.values()].map((principal) => ({ ...principal, key: toPrincipalKey(principal.id) }));
  const insert = tx.insert(principalTable).values(rows.toSorted((left, right) => (left.id < right.id ? -1 : 1)));
  await (renew
    ? insert.onConflictDoUpdate({
        target: principalTable.id,
        set: { label: sql`excluded.label`, accountId: sql`excluded.account_id` },
        setWhere: sql`(${principalTable.label}, ${principalTable.accountId}) is distinct from (excluded.label, excluded.account_id)`,
      })
    : insert.onConflictDoNothing());
}
