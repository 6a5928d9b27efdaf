import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { AppError } from '@/lib/domain/errors';
import { inTransaction, withClient } from '@/lib/store/migrate/with-client';
import { describeStore, type BackupHeader } from './backup-header';

/**
 * A line with the header, then for each table its rows as `copy` writes them, a line each, and `\.`;
 * at the end the SHA-256 of all before it.
 */
async function* toFile(client: Client, header: BackupHeader): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const told = (content: Buffer | string): Buffer => {
    const bytes = Buffer.from(content);
    hash.update(bytes);
    return bytes;
  };
  yield told(`${JSON.stringify(header)}\n`);
  for (const { name, columns } of header.tables) {
    const query = `copy (select ${columns.join(', ')} from keyledger.${name}) to stdout`;
    for await (const chunk of client.query(copyTo(query))) yield told(chunk);
    yield told('\\.\n');
  }
  yield Buffer.from(`sha256 ${hash.digest('hex')}\n`);
}

/** Everything on one snapshot, while others go on writing. The file appears only once it is whole. */
export async function backup(url: string, file: string, now: Date = new Date()): Promise<BackupHeader> {
  if (existsSync(file)) throw new AppError('conflict', `${file} is there already; a backup replaces none.`);
  const unfinished = `${file}.partial`;
  try {
    const header = await withClient(url, (client) =>
      inTransaction(client, async () => {
        await client.query('set transaction isolation level repeatable read, read only');
        await client.query(
          `set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local statement_timeout to 0`,
        );
        const described = await describeStore(client, now);
        // It holds who did what: for nobody but the one who asked for it.
        const target = createWriteStream(unfinished, { mode: 0o600, flush: true });
        await pipeline(Readable.from(toFile(client, described), { objectMode: false }), createGzip(), target);
        return described;
      }),
    );
    await rename(unfinished, file);
    return header;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
