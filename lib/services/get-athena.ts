import 'server-only';
import type { AthenaView } from '@/lib/contract/athena';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { toLocation } from '@/lib/domain/athena/trail-table';
import type { AthenaStatus } from '@/lib/domain/ports/athena-store';
import type { Context } from '@/lib/domain/ports/context';
import { toAthenaFiles } from './parts/athena-files';
import { authorize } from './parts/authorize';
import { toWire, toWireOrNull } from './parts/wire-time';

/** GET /api/athena: how a trail's files are asked, and what to paste and run for it. Asks AWS nothing. */
export async function getAthena(ctx: Context): Promise<AthenaView> {
  authorize(ctx, 'settings.read');
  const { athena } = ctx.config;
  const scopes = await ctx.store.scopes.list();
  return {
    athena: athena && toSettingsView(athena),
    use: await findUse(ctx),
    files: toAthenaFiles({ ...ctx, scopes }),
  };
}

async function findUse(ctx: Context): Promise<AthenaView['use']> {
  const status = await ctx.store.athena.status();
  const { latest, ...sums } = await ctx.store.athena.use(ctx.now());
  if (status === null && latest.length === 0) return null;
  return {
    asOf: toWireOrNull(status?.asOf ?? null),
    problem: toProblemView(status?.problem ?? null),
    troubled: status?.troubled ?? 0,
    ...sums,
    latest: latest.map(({ scopeId, bytesScanned, beganAt, ...query }) => ({
      ...query,
      scope: scopeId,
      bytes: bytesScanned,
      beganAt: toWire(beganAt),
    })),
  };
}

function toProblemView(problem: AthenaStatus['problem']): NonNullable<AthenaView['use']>['problem'] {
  if (problem === null) return null;
  const { code, message, remedy, since, scopeId } = problem;
  return { code, message, remedy, since: toWire(since), scope: scopeId };
}

const toSettingsView = (athena: AthenaSettings): NonNullable<AthenaView['athena']> => {
  const { region, workgroup, output, role, catalog, database, table, trail } = athena;
  return {
    region,
    workgroup,
    output,
    role,
    table: `${catalog}.${database}.${table}`,
    location: toLocation(trail),
    since: trail.since,
    completeReads: trail.completeReads,
    accounts: athena.accounts && [...athena.accounts],
    bytesPerDay: athena.bytesPerDay,
  };
};
