import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { sortLacks, type Lack } from '@/lib/domain/endpoint/lack';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import { recordFailure } from '@/lib/sync/record-failure';
import type { Handler } from '@/lib/sync/run-job';
import { withRestarts } from '@/lib/sync/with-restarts';
import { decidePage } from './decide-page';
import { readAhead } from './read-ahead';
import { watchEndpoint, type EndpointWatch } from './watch-endpoint';

interface Listing {
  id: string;
  startedAt: Date;
  watch: EndpointWatch;
}

/** Pages that are written together where AWS is faster than the store: as many as one statement takes. */
const PAGES_AT_ONCE = 5;

async function readPages(ctx: SystemContext, scope: Scope, listing: Listing, signal: AbortSignal): Promise<void> {
  for await (const lot of readAhead(ctx.aws.listSecrets(scope), () => ctx.now(), PAGES_AT_ONCE)) {
    signal.throwIfAborted();
    const decided: DecidedSecret[] = [];
    for (const { page, askedAt } of lot) {
      listing.watch.seePage(page);
      decided.push(...(await decidePage(ctx, scope, page, askedAt)));
    }
    await ctx.store.inventory.applyPage(listing.id, decided);
  }
  signal.throwIfAborted();
}

/** The problem of a listing whose pages lead round: it ends there, and its lack is the endpoint's. */
async function findStandstill(read: () => Promise<void>): Promise<Omit<ScopeProblem, 'since'> | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.problem?.lack === 'pages-go-round') return error.problem;
    throw error;
  }
}

/** A listing that is not all there is: it added and updated, and what it did not name stays. */
async function endPartly(
  ctx: SystemContext,
  scope: Scope,
  { startedAt }: Listing,
  problem: Omit<ScopeProblem, 'since'> | null,
): Promise<void> {
  await ctx.store.scopes.recordSuccess(scope.id, 'inventory', startedAt, problem);
  ctx.log.warn({ room: 'sync', scope: scope.id }, 'inventory listed in part: the endpoint does not list as AWS does');
}

async function endWhole(ctx: SystemContext, scope: Scope, { id }: Listing): Promise<void> {
  const { added, updated, removed } = await ctx.store.inventory.finishListing(id, ctx.now());
  ctx.log.info({ room: 'sync', scope: scope.id, added, updated, removed }, 'inventory listed');
}

/** One listing of a scope. Only a complete one removes anything (architecture.md, 5). */
async function listOnce(ctx: SystemContext, scope: Scope, signal: AbortSignal): Promise<void> {
  const startedAt = ctx.now();
  const id = await ctx.store.inventory.startListing(scope.id, startedAt);
  const listing = { id, startedAt, watch: watchEndpoint(ctx, scope) };
  const problem = await findStandstill(() => readPages(ctx, scope, listing, signal));
  const { lacks, whole } = await listing.watch.judge(id);
  signal.throwIfAborted();
  if (problem === null && whole) await endWhole(ctx, scope, listing);
  else await endPartly(ctx, scope, listing, problem);
  const found: Lack[] = problem?.lack ? [...lacks, problem.lack] : lacks;
  await ctx.store.scopes.recordLacks(scope.id, sortLacks(found));
  // Also where nothing was added: an event may have been written while its secret was, neither seeing the other.
  await ctx.store.history.resolvePending(scope.id);
}

export function createInventoryHandler(ctx: SystemContext): Handler {
  return async ({ about }, signal) => {
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    await recordFailure(ctx, scope.id, 'inventory', signal, () => withRestarts(() => listOnce(ctx, scope, signal)));
    return { afterSeconds: ctx.config.inventoryPollSeconds };
  };
}
