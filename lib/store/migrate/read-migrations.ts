import 'server-only';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Migration {
  version: number;
  name: string;
  sql: string;
  checksum: string;
}

const DIRECTORY = path.join(import.meta.dirname, '..', 'migrations');

/** The SQL files in order. A number is for one file alone; one that was left out is no mistake, since branches are joined in any order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(DIRECTORY)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(name.slice(0, 4));
      if (Number(names[index - 1]?.slice(0, 4)) === version) throw new Error(`migration ${name} has another's number`);
      const sql = await readFile(path.join(DIRECTORY, name), 'utf8');
      return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
