import 'server-only';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import { startTestStore } from '@/lib/store/testing/test-store';
import { importFiles } from '@/lib/sync/trail-files/import-files';
import { createTrailImport, type TrailImport } from '@/lib/sync/trail-files/import-records';

/**
 * One import of a folder's trail files, for benches: `importing-process.ts <folder> <bare | read | import>`. `import`: into a
 * database of its own. `read`: into nothing. `bare`: no more than gunzip and JSON.parse, file after file. Prints what it
 * took as JSON.
 */
const [folder = '', how = 'import'] = process.argv.slice(2);
const paths = (await readdir(folder)).toSorted().map((name) => join(folder, name));

async function* list(): AsyncGenerator<TrailFile> {
  for (const path of paths) yield { path, size: (await stat(path)).size };
}
const source: Pick<TrailSource, 'files' | 'read'> = {
  files: list,
  read: async (path) => ({ ok: true, bytes: await readFile(path), signature: null }),
};

async function readBarely(): Promise<number> {
  let records = 0;
  for (const path of paths) records += JSON.parse(gunzipSync(await readFile(path)).toString()).Records.length;
  return records;
}

async function read(trail: Pick<TrailImport, 'take' | 'pass'>): Promise<void> {
  const { unreadableFiles } = await importFiles(source, trail, { digests: null });
  if (unreadableFiles > 0) throw new Error(`${unreadableFiles} files could not be read`);
}

async function readIntoNothing(): Promise<number> {
  let records = 0;
  const take = async (some: readonly unknown[]) => {
    records += some.length;
  };
  const pass = (some: number) => {
    records += some;
  };
  await read({ take, pass });
  return records;
}

const test = how === 'import' ? await startTestStore([]) : null;

async function importAll({ history }: NonNullable<typeof test>['store']): Promise<number> {
  const trail = createTrailImport({ history, ownRoles: () => [], now: () => new Date() });
  await read(trail);
  return (await trail.end()).records;
}

const [since, cpu] = [performance.now(), process.cpuUsage()];
const records = test ? await importAll(test.store) : how === 'bare' ? await readBarely() : await readIntoNothing();
const seconds = (performance.now() - since) / 1000;
const { user, system } = process.cpuUsage(cpu);
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, records, busy: (user + system) / 1e6, megabytes }));
await test?.stop();
