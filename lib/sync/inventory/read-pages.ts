import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toProgress, type ListingProgress, type ListingState } from '@/lib/domain/listing/listing-state';
import type { Listed } from '@/lib/domain/listing/walk';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ListingMark } from '@/lib/domain/ports/listing-store';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { askPages } from './ask-pages';
import { decidePages } from './decide-page';
import { readAhead, type AskedPage } from './read-ahead';

/** What the pages prove. */
export interface Reading {
  /** All that was there when the listing began has come. */
  isProven: boolean;
  /** By filters of ours: what it left out can only be told by asking for it. */
  isByFilters: boolean;
  /** What the listing itself has seen and later did not find again. */
  missing: Listed[];
  progress: ListingProgress;
}

/** Where pages are read to. */
export interface Target {
  ctx: SystemContext;
  scope: Scope;
  listingId: string;
  signal: AbortSignal;
  seePage: (page: readonly ObservedSecret[]) => void;
}

/** Lots that are written together where AWS is faster than the store. */
const LOTS_AT_ONCE = 5;

async function apply(target: Target, pages: AskedPage<ObservedSecret[]>[], mark: ListingMark): Promise<void> {
  const { ctx, scope, listingId, signal, seePage } = target;
  signal.throwIfAborted();
  for (const { page } of pages) seePage(page);
  await ctx.store.inventory.applyPage(listingId, await decidePages(ctx, scope, pages), mark);
}

/** One page after the other in AWS's own order, without order or filter of ours. */
export async function readPlainly(target: Target): Promise<Reading> {
  const { ctx, scope, signal } = target;
  const progress: ListingProgress = { way: 'one', calls: 0, secrets: 0, expected: null, parts: 1 };
  for await (const lot of readAhead(ctx.aws.listSecrets(scope), () => ctx.now(), LOTS_AT_ONCE)) {
    progress.calls += lot.length;
    progress.secrets += lot.reduce((sum, { page }) => sum + page.length, 0);
    await apply(target, lot, { at: ctx.now(), progress });
  }
  signal.throwIfAborted();
  return { isProven: true, isByFilters: false, missing: [], progress };
}

/** Several pages at once, as `state` asks for them: from its beginning, or from where another process left it. */
export async function readAtOnce(target: Target, state: ListingState): Promise<Reading> {
  const { ctx, scope, signal } = target;
  try {
    const lots = askPages(ctx, scope, state, signal);
    for await (const waiting of readAhead(lots, () => ctx.now(), LOTS_AT_ONCE)) {
      const came = waiting.map(({ page }) => page);
      const pages = came.flatMap((lot) => lot.pages);
      const place = came.findLast((lot) => lot.place)?.place;
      await apply(target, pages, { at: ctx.now(), progress: came.at(-1)?.progress ?? toProgress(state), place });
    }
  } catch (error) {
    // An endpoint that knows neither this order nor these filters is asked as any knows it.
    if (!isNotUnderstood(error)) throw error;
    state.verdict = 'doubtful';
  }
  signal.throwIfAborted();
  return {
    isProven: state.verdict === 'whole',
    isByFilters: state.phase === 'parts',
    missing: state.witnesses,
    progress: toProgress(state),
  };
}

const isNotUnderstood = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.problem?.lack === 'pages-go-round' ||
    (error.cause instanceof Error && /^(Validation|InvalidParameter|InvalidRequest)/.test(error.cause.name)));
