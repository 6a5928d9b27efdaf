import 'server-only';
import { gunzipSync } from 'node:zlib';
import { USUAL_ATHENA, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { openDuckTrail, type DeliveredRecord, type DuckTrail } from '@/lib/domain/athena/testing/duck-trail';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { trailBucketOf } from '@/lib/local-aws/trail-files/bucket';
import { listKeys } from '@/lib/local-aws/trail-files/list-keys';
import type { LocalAws } from '@/lib/local-aws/start';
import type { World } from '@/lib/local-aws/world/world';
import { createTestContext } from './test-context';
import { startSyncFixture, type SyncFixture } from './sync-fixture';

export const BYTES_OF_QUERY = 20_000_000;
export const ATHENA: AthenaSettings = { ...USUAL_ATHENA, role: null, externalId: null };

/** What lies in the trail's bucket now, record by record. */
function readTrail(world: World): DeliveredRecord[] {
  const bucket = trailBucketOf(world);
  if (!bucket) throw new Error('no bucket');
  const records: DeliveredRecord[] = [];
  for (const { key, make } of listKeys(world, bucket, { prefix: '', after: '' }, Date.now())) {
    const place = toFilePlace(key);
    const [, delivered] = /\/CloudTrail\/[^/]+\/(\d{4}\/\d{2}\/\d{2})\//.exec(key) ?? [];
    if (!place || delivered === undefined) continue;
    const content: { Records: Record<string, unknown>[] } = JSON.parse(gunzipSync(make().body).toString());
    for (const record of content.Records)
      records.push({ account: place.accountId, region: place.region, delivered, record });
  }
  return records;
}

export interface AthenaFixture extends SyncFixture {
  /** What was asked, as SQL. */
  asked: string[];
  /** The answer to the next question, where it is not the trail's. */
  next: { fail: string | null; until: Promise<void> | null };
  contextOf(databaseUrl: string, change?: Partial<AthenaSettings>): SystemContext;
}

/** A local AWS whose Athena is DuckDB over the files of its own trail, and a database. */
export async function startAthenaFixture(local: Parameters<typeof startSyncFixture>[0] = {}): Promise<AthenaFixture> {
  let trail: DuckTrail | null = null;
  let started: LocalAws | null = null;
  const asked: string[] = [];
  const next: AthenaFixture['next'] = { fail: null, until: null };
  const athena = async (sql: string) => {
    asked.push(sql);
    await next.until;
    if (next.fail !== null) throw new Error(next.fail);
    if (started === null) throw new Error('nothing is started');
    trail ??= await openDuckTrail(readTrail(started.world), ATHENA);
    const rows = await trail.query(sql);
    const columns = Object.keys(rows[0] ?? { day: '' });
    return { columns, rows: rows.map((row) => columns.map((name) => row[name] ?? null)), bytesScanned: BYTES_OF_QUERY };
  };
  const fixture = await startSyncFixture({ ...local, local: { quotas: false, ...local?.local, athena } });
  started = fixture.local;
  const [admin] = adminUsers;
  return {
    ...fixture,
    asked,
    next,
    contextOf: (databaseUrl, change = {}) => {
      const settings = { ...ATHENA, ...change };
      const aws = { athena: settings, ...(admin ? { credentials: admin } : {}) };
      return createTestContext(databaseUrl, fixture.local.url, { aws, config: { athena: settings } });
    },
    async stop() {
      await fixture.stop();
      await trail?.close();
    },
  };
}
