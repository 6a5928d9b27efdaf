import 'server-only';
import { toSpareCalls } from '@/lib/domain/listing/call-budget';
import {
  doubtedWay,
  toProgress,
  type DoubtedWay,
  type ListingProgress,
  type ListingState,
} from '@/lib/domain/listing/listing-state';
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
  /** The way that does not prove it; null: all that was there when the listing began has come. */
  doubted: DoubtedWay | null;
  /** It gave way to others before it had its verdict. */
  unended: boolean;
  /** By filters of ours: what it left out can only be told by asking for it. */
  isByFilters: boolean;
  /** What the listing itself has seen and later did not find again. */
  missing: Listed[];
  /** Calls that it may still cost. */
  spareCalls: number;
  progress: ListingProgress;
}

/** Where pages are read to. */
export interface Target {
  ctx: SystemContext;
  scope: Scope;
  listingId: string;
  signal: AbortSignal;
  seePage: (page: readonly ObservedSecret[]) => void;
  /** Whether it is to give way to others; what is read plainly cannot be gone on with, and does not. */
  isOver?: () => boolean;
}

/** Lots that are written together where AWS is faster than the store. */
const LOTS_AT_ONCE = 5;

/** Pages that came together, and what is to be told with them. */
interface Came {
  pages: AskedPage<ObservedSecret[]>[];
  mark: ListingMark;
}

/** Lots that PostgreSQL writes at once: it answers one while it works on the other. */
const WRITTEN_AT_ONCE = 2;

interface Writing {
  ids: ReadonlySet<string>;
  done: Promise<void>;
}

/**
 * Writes what comes, several lots at once where no secret is in two of them; marks are kept in their order. A lot that
 * cannot be written is the end: no mark after it is ever kept.
 */
async function applyAll(target: Target, lots: AsyncIterable<Came>): Promise<void> {
  const { ctx, scope, listingId, signal, seePage } = target;
  const writing: Writing[] = [];
  let last = Promise.resolve();
  try {
    for await (const { pages, mark } of lots) {
      signal.throwIfAborted();
      for (const { page } of pages) seePage(page);
      const decided = await decidePages(ctx, scope, pages);
      const ids = new Set(decided.map(({ id }) => id));
      while (writing.length >= WRITTEN_AT_ONCE || writing.some((other) => decided.some(({ id }) => other.ids.has(id))))
        await writing.shift()?.done;
      last = ctx.store.inventory.applyPage(listingId, decided, mark, last);
      // It may fail while the next lot is waited for, and is heard then.
      last.catch(() => undefined);
      writing.push({ ids, done: last });
    }
    await last;
  } finally {
    // Nothing is written once this has ended, however it did.
    await Promise.allSettled(writing.map(({ done }) => done));
  }
}

/** One page after the other in AWS's own order, without order or filter of ours. */
export async function readPlainly(target: Target): Promise<Reading> {
  const { ctx, scope, signal } = target;
  const progress: ListingProgress = { way: 'one', calls: 0, secrets: 0, expected: null, parts: 1 };
  async function* readLots(): AsyncGenerator<Came> {
    for await (const pages of readAhead(ctx.aws.listSecrets(scope), () => ctx.now(), LOTS_AT_ONCE)) {
      progress.calls += pages.length;
      progress.secrets += pages.reduce((sum, { page }) => sum + page.length, 0);
      yield { pages, mark: { at: ctx.now(), progress: { ...progress } } };
    }
  }
  await applyAll(target, readLots());
  signal.throwIfAborted();
  return { doubted: null, unended: false, isByFilters: false, missing: [], spareCalls: 0, progress };
}

/** Several pages at once, as `state` asks for them: from its beginning, or from where another process left it. */
export async function readAtOnce(target: Target, state: ListingState): Promise<Reading> {
  const { ctx, scope, signal, isOver = () => false } = target;
  async function* readLots(): AsyncGenerator<Came> {
    const lots = askPages(ctx, scope, state, signal, isOver);
    for await (const waiting of readAhead(lots, () => ctx.now(), LOTS_AT_ONCE)) {
      const came = waiting.map(({ page }) => page);
      const place = came.findLast((lot) => lot.place)?.place;
      const mark = { at: ctx.now(), progress: came.at(-1)?.progress ?? toProgress(state), place };
      yield { pages: came.flatMap((lot) => lot.pages), mark };
    }
  }
  await applyAll(target, readLots());
  signal.throwIfAborted();
  return {
    doubted: state.verdict === 'whole' ? null : doubtedWay(state),
    unended: state.verdict === 'going' && isOver(),
    isByFilters: state.phase === 'parts',
    missing: state.witnesses,
    spareCalls: toSpareCalls(state.seen, state.calls),
    progress: toProgress(state),
  };
}
