import 'server-only';
import { sortLacks, type Lack } from '@/lib/domain/endpoint/lack';
import { AppError } from '@/lib/domain/errors';
import type { DoubtedWay } from '@/lib/domain/listing/listing-state';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { findScope } from '@/lib/sync/find-scope';
import { recordFailure } from '@/lib/sync/record-failure';
import { withRestarts } from '@/lib/sync/with-restarts';
import { decidePage } from './decide-page';
import { isAllNamed } from './find-left-out';
import type { InventoryHandler } from './on-schedule';
import { planAttempt, type Attempt } from './plan-attempt';
import { readAtOnce, readPlainly, type Reading } from './read-pages';
import { startTurn } from './turn';
import { watchEndpoint, type EndpointWatch } from './watch-endpoint';

interface Listing {
  id: string;
  startedAt: Date;
  watch: EndpointWatch;
}

interface Turn {
  signal: AbortSignal;
  isOver: () => boolean;
}

/** `again`: another is to be begun at once; `unended`: it gave way to others. */
type End = 'ended' | 'again' | 'unended';

type Problem = Omit<ScopeProblem, 'since'>;

const isForgotten = (error: unknown): boolean => error instanceof AppError && error.code === 'conflict';

/** The problem of a listing whose pages lead round: it ends there, and its lack is the endpoint's. */
async function findStandstill(read: () => Promise<Reading>): Promise<Reading | Problem> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.problem?.lack === 'pages-go-round') return error.problem;
    throw error;
  }
}

/** A listing that is not all there is: it added and updated, and what it did not name stays. */
async function endPartly(
  ctx: SystemContext,
  scope: Scope,
  { id, startedAt }: Listing,
  problem: Problem | null,
): Promise<void> {
  await ctx.store.inventory.leaveListing(id);
  await ctx.store.scopes.recordSuccess(scope.id, 'inventory', startedAt, problem);
  ctx.log.warn({ room: 'sync', scope: scope.id }, 'inventory listed in part: the endpoint does not list as AWS does');
}

async function endWhole(ctx: SystemContext, scope: Scope, { id }: Listing, { progress }: Reading): Promise<void> {
  const { added, updated, removed } = await ctx.store.inventory.finishListing(id, ctx.now());
  ctx.log.info({ room: 'sync', scope: scope.id, ...progress, added, updated, removed }, 'inventory listed');
  if (await ctx.store.changes.nextAt(scope.id)) await ctx.jobs.describeChanged(scope.id);
}

async function readAll(ctx: SystemContext, scope: Scope, listing: Listing, attempt: Attempt, turn: Turn) {
  const seePage = (page: readonly ObservedSecret[]): void => listing.watch.seePage(page);
  const target = { ctx, scope, listingId: listing.id, seePage, ...turn };
  return findStandstill(() => (attempt.state ? readAtOnce(target, attempt.state) : readPlainly(target)));
}

/** What it named before it broke or proved nothing is known now, and may stay all that is listed for hours. */
async function resolveNamed(ctx: SystemContext, scope: Scope): Promise<void> {
  await ctx.store.history.resolvePending(scope.id).catch((error: unknown) => {
    // Why the listing broke is what people are told; the next listing resolves again.
    ctx.log.warn({ scope: scope.id, error: String(error) }, 'events of a broken listing wait for their secrets');
  });
}

/** What it added and updated stays. Whether another may be begun at once: this one has cost nothing but a refusal. */
async function leaveDoubted(
  ctx: SystemContext,
  scope: Scope,
  { id }: Listing,
  doubted: DoubtedWay,
  { progress }: Reading,
): Promise<End> {
  await ctx.store.inventory.leaveListing(id, doubted);
  await resolveNamed(ctx, scope);
  const fields = { room: 'sync', scope: scope.id, ...progress };
  ctx.log.warn(fields, 'a listing proves nothing: the next one goes another way, and until then nothing is removed');
  return progress.secrets === 0 && progress.calls <= 1 ? 'again' : 'ended';
}

/**
 * One listing of a scope, or a turn of it; only a complete one removes anything (architecture.md, 5). One that proves
 * nothing is made up for by the next that is due, so that none costs as much as two.
 */
async function listOnce(ctx: SystemContext, scope: Scope, turn: Turn): Promise<End> {
  const { signal } = turn;
  const attempt = await planAttempt(ctx, scope);
  const startedAt = attempt.begun?.startedAt ?? ctx.now();
  const id = attempt.begun?.id ?? (await ctx.store.inventory.startListing(scope.id, startedAt));
  const listing = { id, startedAt, watch: watchEndpoint(ctx, scope) };
  const reading = await readAll(ctx, scope, listing, attempt, turn).catch(async (error: unknown) => {
    // Nobody can go on with a token that AWS has forgotten.
    if (isForgotten(error) && !signal.aborted) await ctx.store.inventory.leaveListing(id);
    await resolveNamed(ctx, scope);
    throw error;
  });
  const problem = 'doubted' in reading ? null : reading;
  if ('unended' in reading && reading.unended) {
    await resolveNamed(ctx, scope);
    return 'unended';
  }
  if ('doubted' in reading) {
    const doubted = reading.doubted ?? ((await isAllNamed(ctx, scope, listing, reading)) ? null : 'parts');
    if (doubted) return leaveDoubted(ctx, scope, listing, doubted, reading);
  }
  const askedAt = ctx.now();
  const { lacks, whole, omitted } = await listing.watch.judge(listing);
  signal.throwIfAborted();
  for (const secret of await decidePage(ctx, scope, omitted, askedAt)) await ctx.store.inventory.applyDescribed(secret);
  if ('doubted' in reading && whole) await endWhole(ctx, scope, listing, reading);
  else await endPartly(ctx, scope, listing, problem);
  const found: Lack[] = problem?.lack ? [...lacks, problem.lack] : lacks;
  await ctx.store.scopes.recordLacks(scope.id, sortLacks(found));
  // Also where nothing was added: an event may have been written while its secret was, neither seeing the other.
  await ctx.store.history.resolvePending(scope.id);
  return 'ended';
}

/** A token that AWS has forgotten begins the listing anew, as it would any other. */
async function list(ctx: SystemContext, scope: Scope, turn: Turn): Promise<End> {
  const end = await withRestarts(() => listOnce(ctx, scope, turn));
  return end === 'again' ? list(ctx, scope, turn) : end;
}

export function createInventoryHandler(ctx: SystemContext): InventoryHandler {
  return async ({ about, othersWait }, signal) => {
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    const end = await recordFailure(
      {
        signal,
        doing: 'read this scope',
        record: (problem) => ctx.store.scopes.recordFailure(scope.id, 'inventory', problem, ctx.now()),
      },
      () => list(ctx, scope, { signal, isOver: startTurn(othersWait) }),
    );
    if (end === 'unended') return { afterSeconds: 0, unended: true };
    return { afterSeconds: ctx.config.inventoryPollSeconds };
  };
}
