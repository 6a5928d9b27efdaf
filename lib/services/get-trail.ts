import 'server-only';
import type { TrailScopeView, TrailView } from '@/lib/contract/trail';
import type { Context } from '@/lib/domain/ports/context';
import type { TrailScopeStatus } from '@/lib/domain/ports/trail-store';
import { toRoot } from '@/lib/domain/trail/bucket/trail-place';
import { toReading, type TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import { authorize } from './parts/authorize';
import { toTrailFiles } from './parts/trail-files';
import { toWire, toWireOrNull } from './parts/wire-time';

/** GET /api/trail: how a trail's files are read out of their bucket, and what to paste for it. Asks AWS nothing. */
export async function getTrail(ctx: Context): Promise<TrailView> {
  authorize(ctx, 'settings.read');
  const { trail } = ctx.config;
  return { trail: trail && toSettingsView(trail), use: trail && (await findUse(ctx, trail)), files: toTrailFiles(ctx) };
}

async function findUse({ store }: Context, trail: TrailSettings): Promise<TrailView['use']> {
  const use = await store.trail.use(toReading(trail));
  if (use === null) return null;
  const { oldestAt: _, ...told } = use;
  return {
    ...told,
    scopes: use.scopes.map(toScopeView),
    troubles: use.troubles.map(({ scopeId, ...trouble }) => ({ scope: scopeId, ...trouble })),
  };
}

const toScopeView = ({ scopeId, lookedAt, asOf, newestAt, problem, ...rest }: TrailScopeStatus): TrailScopeView => ({
  ...rest,
  scope: scopeId,
  lookedAt: toWire(lookedAt),
  asOf: toWireOrNull(asOf),
  newestAt: toWireOrNull(newestAt),
  problem: problem && {
    code: problem.code,
    message: problem.message,
    remedy: problem.remedy,
    since: toWire(problem.since),
  },
});

const toSettingsView = (trail: TrailSettings): NonNullable<TrailView['trail']> => {
  const { region, owner, role, since, accounts, digests, completeReads } = trail;
  return {
    location: `s3://${trail.bucket}/${toRoot(trail)}`,
    region,
    owner,
    role,
    since,
    accounts: accounts && [...accounts],
    digests,
    completeReads,
  };
};
