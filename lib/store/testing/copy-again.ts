import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withClient } from '@/lib/store/migrate/with-client';

/** What an event is written to. */
const TABLES = ['raw_block', 'event', 'read_day', 'secret_day', 'actor_day', 'first_read', 'usage', 'unusual_due'];

/**
 * Empties the tables that events are written to and puts the same rows back by `copy`, their indexes in place: what nobody
 * who writes them can do without. And how many bytes they take then, indexes and all.
 */
export async function copyAgain(ownerUrl: string): Promise<{ copySeconds: number; bytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-copy-'));
  try {
    return await withClient(ownerUrl, async (client) => {
      await client.query('set statement_timeout to 0');
      for (const table of TABLES)
        await pipeline(
          client.query(copyTo(`copy (select * from keyledger.${table}) to stdout`)),
          createWriteStream(join(folder, table)),
        );
      await client.query(`truncate ${TABLES.map((table) => `keyledger.${table}`).join(', ')}`);
      const since = performance.now();
      for (const table of TABLES)
        await pipeline(
          createReadStream(join(folder, table)),
          client.query(copyFrom(`copy keyledger.${table} from stdin`)),
        );
      const copySeconds = (performance.now() - since) / 1000;
      const { rows } = await client.query<{ bytes: string }>(
        `select sum(pg_total_relation_size(t.relid)) as bytes
         from unnest($1::text[]) name cross join lateral pg_partition_tree(('keyledger.' || name)::regclass) t`,
        [TABLES],
      );
      return { copySeconds, bytes: Number(rows[0]?.bytes) };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
