import 'server-only';
import { USUAL_ATHENA, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { openDuckTrail, type DeliveredRecord, type DuckTrail } from '@/lib/domain/athena/testing/duck-trail';
import { readTrail } from '@/lib/domain/athena/testing/read-trail';
import type { SystemContext } from '@/lib/domain/ports/context';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import type { LocalAws } from '@/lib/local-aws/start';
import { createTestContext } from './test-context';
import { startSyncFixture, type SyncFixture } from './sync-fixture';

export const BYTES_OF_QUERY = 20_000_000;
export const ATHENA: AthenaSettings = { ...USUAL_ATHENA, role: null, externalId: null };

export interface AthenaFixture extends SyncFixture {
  /** What was asked, as SQL. */
  asked: string[];
  /** The answer to the next question, where it is not the trail's. */
  next: {
    fail: string | null;
    until: Promise<void> | null;
    /** Of the trail, what the table sees. */
    sees: ((record: DeliveredRecord) => boolean) | null;
  };
  contextOf(databaseUrl: string, change?: Partial<AthenaSettings>): SystemContext;
}

/** A local AWS whose Athena is DuckDB over the files of its own trail, and a database. */
export async function startAthenaFixture(local: Parameters<typeof startSyncFixture>[0] = {}): Promise<AthenaFixture> {
  let trail: DuckTrail | null = null;
  let started: LocalAws | null = null;
  const asked: string[] = [];
  const next: AthenaFixture['next'] = { fail: null, until: null, sees: null };
  const athena = async (sql: string) => {
    asked.push(sql);
    await next.until;
    if (next.fail !== null) throw new Error(next.fail);
    if (started === null) throw new Error('nothing is started');
    const all = readTrail(started.world);
    trail ??= await openDuckTrail(all, ATHENA);
    const partial = next.sees && (await openDuckTrail(all.filter(next.sees), ATHENA));
    const rows = await (partial ?? trail).query(sql);
    await partial?.close();
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
