import 'server-only';
import { and, asc, gt } from 'drizzle-orm';
import type { Visibility } from '@/lib/domain/grant';
import type { PlacedSecret } from '@/lib/domain/inventory/preview-environments';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

export async function readPlaced(
  db: Queryable,
  visibility: Visibility,
  afterId: string,
  limit: number,
): Promise<PlacedSecret[]> {
  const { id, name, tags, accountId, accountName, service, leaf } = itemView;
  const { environment, environmentSource, environmentDisagrees } = itemView;
  const facts = { id, name, tags, accountId, accountName, service, leaf };
  const rows = await db
    .select({ ...facts, environment, environmentSource, environmentDisagrees })
    .from(itemView)
    .where(and(gt(id, afterId), toPredicate(visibility, itemView)))
    .orderBy(asc(id))
    .limit(limit);
  return rows.map(({ environment: value, environmentSource: source, environmentDisagrees: disagrees, ...secret }) => ({
    ...secret,
    environment: { value, source, disagrees },
  }));
}
