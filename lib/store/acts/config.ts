import 'server-only';
import { desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { ConfigStanding } from '@/lib/domain/plan-config';
import type { ConfigStore, ConfigVersion } from '@/lib/domain/ports/config-store';
import type { Queryable } from '@/lib/store/connect';
import { appendLocked, lockLedger } from '@/lib/store/ledger/append';
import { configReportTable, configVersionTable } from '@/lib/store/schema/config';
import { toStorable } from '@/lib/store/storable';

/** By the database's clock, since machines' clocks differ. Mounted files reach every machine within a minute or so. */
const SEEN_LATELY = sql`now() - interval '2 minutes'`;
const FORGOTTEN = sql`now() - interval '1 day'`;

async function findInForce(db: Queryable): Promise<ConfigVersion | null> {
  const [last] = await db.select().from(configVersionTable).orderBy(desc(configVersionTable.seq)).limit(1);
  return last ?? null;
}

async function findStanding(db: Queryable, replica: string, digest: string): Promise<ConfigStanding> {
  const { rows } = await db.execute<{ seq: string | null; digest: string; known: boolean; holders: number }>(sql`
    select last.seq, last.digest,
      exists (select from keyledger.config_version where digest = ${digest}) as known,
      (select count(*)::int from keyledger.config_report other
        where other.digest = last.digest and other.replica <> ${replica} and other.seen_at > ${SEEN_LATELY}) as holders
    from (select) one
    left join (select seq, digest from keyledger.config_version order by seq desc limit 1) last on true`);
  const [row] = rows;
  const inForce = row && row.seq !== null ? { seq: Number(row.seq), digest: row.digest } : null;
  return { inForce, known: row?.known ?? false, holders: row?.holders ?? 0 };
}

export const createConfigStore = (db: Queryable): ConfigStore => ({
  findInForce: () => findInForce(db),
  standing: (replica, digest) => findStanding(db, replica, digest),
  take: ({ replica, ...file }, decide, at) =>
    db.transaction(async (tx) => {
      // The ledger's lock serves both: no one else can put anything in force meanwhile.
      await lockLedger(tx);
      const inForce = await findInForce(tx);
      const entry = decide(await findStanding(tx, replica, file.digest), inForce);
      if (!entry) return false;
      await tx.insert(configVersionTable).values({ ...toStorable(file), seq: (inForce?.seq ?? 0) + 1, since: at });
      await appendLocked(tx, entry, at);
      return true;
    }),
  async report(report) {
    const said = { ...toStorable(report), seenAt: sql`now()` };
    await db
      .insert(configReportTable)
      .values(said)
      .onConflictDoUpdate({ target: configReportTable.replica, set: said });
    await db.delete(configReportTable).where(lt(configReportTable.seenAt, FORGOTTEN));
  },
  async leave(place) {
    await db.delete(configReportTable).where(eq(configReportTable.place, place));
  },
  reports: () =>
    db
      .select()
      .from(configReportTable)
      .where(gt(configReportTable.seenAt, SEEN_LATELY))
      .orderBy(configReportTable.replica),
});
