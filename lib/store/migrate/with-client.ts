import 'server-only';
import pg from 'pg';
import { toDatabaseError } from '@/lib/store/to-database-error';

/** One connection for the length of `work`; a database that is not there is `unavailable`. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'keyledger-setup',
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener, a connection lost while idle would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    await client.end();
  }
}

/** In one transaction: everything, or nothing. */
export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // The connection may be gone; the first error is the one to tell.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
