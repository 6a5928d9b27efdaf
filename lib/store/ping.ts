import 'server-only';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/domain/errors';
import type { Queryable } from './connect';
import { SCHEMA_VERSION } from './schema/keyledger-schema';

/** Throws `unavailable` where the database does not answer, or its schema is not the one of this build. */
export async function ping(db: Queryable): Promise<void> {
  const { rows } = await db.execute<{ version: number | null }>(
    sql`select max(version) as version from keyledger.schema_migration`,
  );
  const version = rows[0]?.version ?? 0;
  if (version === SCHEMA_VERSION) return;
  throw new AppError(
    'unavailable',
    `The database is at schema version ${version}; this build needs ${SCHEMA_VERSION}.`,
    { remedy: version < SCHEMA_VERSION ? 'Restart Keyledger, which migrates at its start.' : 'Start the newer build.' },
  );
}
