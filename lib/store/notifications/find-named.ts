import 'server-only';
import { inArray } from 'drizzle-orm';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import type { NoticeSecret } from '@/lib/domain/notification/notice';
import type { Queryable } from '@/lib/store/connect';
import { ownerOf } from '@/lib/store/inventory/item-owner';
import { itemView } from '@/lib/store/schema/secret';

const { id, name, environment, environmentDisagrees, accountId, accountName, region } = itemView;
/** What a message names a secret by. */
export const NAMED = { id, name, environment, environmentDisagrees, accountId, accountName, region, owner: ownerOf };

interface Named extends Omit<NoticeSecret, 'guardedAs'> {
  environmentDisagrees: { value: string; source: string }[];
}

export const toNamed = ({ environmentDisagrees: disagrees, ...secret }: Named): NoticeSecret => ({
  ...secret,
  guardedAs: toGuardedEnvironment({ value: secret.environment, source: '', disagrees }),
});

export async function findNamed(db: Queryable, ids: readonly string[]): Promise<NoticeSecret[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(NAMED)
    .from(itemView)
    .where(inArray(id, [...new Set(ids)]));
  return rows.map(toNamed);
}
