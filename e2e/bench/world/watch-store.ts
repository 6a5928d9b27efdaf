import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Cleanup } from './cleanup';

export interface StoreWatch {
  pool: pg.Pool;
  /** Asks until the query's only value is true; how long that took. Throws after `limitMs`. */
  until(query: string, parameters: unknown[], limitMs: number): Promise<number>;
}

const ASK_EVERY_MS = 100;

export function watchStore(databaseUrl: string, cleanup: Cleanup): StoreWatch {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  cleanup.add(() => pool.end());
  return {
    pool,
    async until(query, parameters, limitMs) {
      const since = performance.now();
      for (;;) {
        const { rows } = await pool.query<{ done: boolean }>(query, parameters);
        if (rows[0]?.done) return performance.now() - since;
        if (performance.now() - since > limitMs) throw new Error(`not within ${limitMs / 1000} s: ${query}`);
        await sleep(ASK_EVERY_MS);
      }
    },
  };
}

/** Every scope was listed completely once. */
export const INVENTORY_READ = `select count(*) > 0 and bool_and(exists (select 1 from keyledger.listing l
  where l.scope_id = s.id and l.finished_at is not null)) as done from keyledger.scope s where s.configured`;

/** Every scope's history is covered from $1 to $2. */
export const HISTORY_READ = `select count(*) > 0 and bool_and(covered @> tstzrange($1, $2)) as done
  from keyledger.scope where configured`;
