import 'server-only';
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Log } from '@/lib/domain/ports/context';

export interface StoreOptions {
  databaseUrl: string;
  log?: Log;
  /** Connections at most; a web process and a worker have one pool each. */
  poolSize?: number;
  /** How far the ledger's limits of an hour are raised, for a load that no person makes; 1 otherwise. */
  limitsTimes?: number;
  /** Lists are answered from an index in memory, which this process keeps: for one that many ask. */
  indexed?: boolean;
}

/** A pool, or a transaction inside it: queries take either. */
export type Queryable = PgDatabase<NodePgQueryResultHKT>;

export interface Connection {
  db: Queryable;
  close: () => Promise<void>;
}

export function connect(options: StoreOptions): Connection {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: 'keyledger',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // A network that is gone is found out within a minute while an answer is waited for, not after the hours that systems wait.
    keepAliveInitialDelayMillis: 30_000,
  });
  // A lost connection fails the query on it, or is replaced. Without a listener, on the pool for idle
  // connections and on each for the time that it is in use, it would end the process.
  const report = (error: Error) => options.log?.warn({ error: error.message }, 'a database connection was lost');
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let closing: Promise<void> | undefined;
  return { db: drizzle(pool), close: () => (closing ??= pool.end()) };
}
