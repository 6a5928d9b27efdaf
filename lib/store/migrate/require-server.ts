import 'server-only';
import type { Client } from 'pg';
import { AppError } from '@/lib/domain/errors';

const OLDEST = 150000;

/** The database's version and the extension that the search needs; the words say what to do where one lacks. */
export async function requireServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; database: string; trgm: boolean }>(
    `select current_setting('server_version_num')::int as version, current_database() as database,
       exists (select 1 from pg_extension where extname = 'pg_trgm') as trgm`,
  );
  const [server] = rows;
  if (!server || server.version < OLDEST)
    throw new AppError('unavailable', 'Keyledger needs PostgreSQL 15 or newer.', {
      remedy: 'Point DATABASE_URL at a newer server, or leave it out to use the embedded one.',
    });
  if (server.trgm) return;
  try {
    await client.query('create extension if not exists pg_trgm');
  } catch (cause) {
    throw new AppError('unavailable', `The database ${server.database} lacks the extension pg_trgm.`, {
      cause,
      remedy: `As a superuser in that database: CREATE EXTENSION pg_trgm; (it comes with PostgreSQL's contrib package)`,
    });
  }
}
