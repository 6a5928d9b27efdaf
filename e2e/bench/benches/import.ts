import { join } from 'node:path';
import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { importOnce } from '@/e2e/bench/world/import-once';
import { makeFolder } from '@/e2e/bench/world/make-folder';
import { makeTrail, type MadeTrail } from '@/e2e/bench/world/make-trail';

/** Packed; what memory an import takes must not hang on it. */
const [FEW, MANY] = [20, 200];

/** Reading alone, beside what nobody who reads JSON can do without; by CPU time, which other work on the machine leaves alone. */
async function compare(report: Report, what: string, { folder, records, megabytes }: MadeTrail, share: number) {
  const bare = await importOnce('bare', folder);
  const read = await importOnce('read', folder);
  if (bare.records !== records || read.records !== records) throw new Error('not all records were read');
  const beside = megabytes / bare.busy;
  report({
    metric: `${what}: read, unpacked, by CPU time`,
    value: megabytes / read.busy,
    unit: 'MB/s',
    goal: beside * share,
    baseline: { of: 'gunzip and JSON.parse', value: beside },
  });
}

/** Trail files of one record in a hundred and of nothing but Secrets Manager's. */
export async function measureImport(report: Report, cleanup: Cleanup): Promise<void> {
  const folder = makeFolder(cleanup);
  const own = makeTrail(join(folder, 'own'), { megabytes: FEW / 4, every: 1 });
  const few = makeTrail(join(folder, 'few'), { megabytes: FEW, every: 100 });
  await compare(report, '1 % of Secrets Manager', few, 0.8);
  await compare(report, 'all of Secrets Manager', own, 0.4);
  const written = await importOnce('import', own.folder);
  if (written.records !== own.records) throw new Error('not all records were imported');
  const copied = written.copySeconds === null ? undefined : own.records / written.copySeconds;
  report({
    metric: 'all of Secrets Manager: imported',
    value: own.records / written.seconds,
    unit: 'events/s',
    goal: 12_000,
    ...(copied !== undefined && { baseline: { of: 'copy of the same rows into the same tables', value: copied } }),
  });
  if (written.bytes !== null)
    report({
      metric: 'all of Secrets Manager: stored, indexes, sums and records with it',
      value: written.bytes / own.records,
      unit: 'bytes an event',
      goal: 350,
    });
  const many = makeTrail(join(folder, 'many'), { megabytes: MANY, every: 100 });
  const small = await importOnce('import', few.folder);
  const large = await importOnce('import', many.folder);
  if (large.records !== many.records) throw new Error('not all records were imported');
  const what = `${MANY} MB packed, ${Math.round(many.megabytes)} MB unpacked`;
  const baseline = { of: `of ${FEW} MB packed`, value: small.megabytes };
  report({ metric: `${what}: memory at most`, value: large.megabytes, unit: 'MB', goal: 400, baseline });
  report({ metric: `${what}: imported`, value: large.records / large.seconds, unit: 'records/s' });
}
