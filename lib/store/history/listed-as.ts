import 'server-only';
import { sql } from 'drizzle-orm';

/**
 * What `keyledger.item` lists a secret `m` as: its primary, where that is there and in a scope that is configured, else itself.
 * The join, and the id that it gives.
 */
export const WITH_PRIMARY = sql`
  left join (keyledger.secret p join keyledger.scope ps on ps.id = p.scope_id and ps.configured)
    on p.arn = m.primary_arn and p.removed_at is null`;
export const LISTED_AS = sql`coalesce(p.id, m.id)`;
