import 'server-only';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import { copyAgain } from '@/lib/store/testing/copy-again';
import { applyListing, startTestStore } from '@/lib/store/testing/test-store';
import { importFiles } from '@/lib/sync/trail-files/import-files';
import { createTrailImport, type TrailImport } from '@/lib/sync/trail-files/import-records';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { toTrailSecret, TRAIL_SECRETS } from '@/lib/domain/testing/trail-secrets';

/**
 * One import of a folder's trail files, for benches: `importing-process.ts <folder> <bare | read | import>`. `import`: into a
 * database of its own. `read`: into nothing. `bare`: no more than gunzip and JSON.parse, file after file. Prints what it
 * took as JSON; of an import also what `copy` takes for the same rows, into the same tables with all their indexes.
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

const scope = makeScope();
const test = how === 'import' ? await startTestStore([scope]) : null;
if (test)
  await applyListing(
    test.store,
    scope.id,
    Array.from({ length: TRAIL_SECRETS }, (_, nth) => makeSecret({ name: `s${nth}`, arn: toTrailSecret(nth) })),
    new Date('2026-08-01T00:00:00Z'),
  );

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
const again = test ? await copyAgain(test.database.ownerUrl) : { copySeconds: null, bytes: null };
process.stdout.write(JSON.stringify({ seconds, records, busy: (user + system) / 1e6, megabytes, ...again }));
await test?.stop();
