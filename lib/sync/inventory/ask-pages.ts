import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors';
import { isWanted, nextWalk, takeAnswer, takeRefusal } from '@/lib/domain/listing/listing';
import { toProgress, type ListingState } from '@/lib/domain/listing/listing-state';
import { createPace } from '@/lib/domain/listing/pace';
import type { Walk } from '@/lib/domain/listing/walk';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ListingMark } from '@/lib/domain/ports/listing-store';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import type { AskedPage } from './read-ahead';

/** Calls under way at once: at AWS's quota and a third of a second to an answer more would only wait. */
const MOST_AT_ONCE = 24;
/** How old the place that is kept may be: a process that dies costs so many milliseconds of a listing. */
const PLACE_MS = 2_000;

/** What has come since the lot before, and where the listing is with all of it. */
export interface Lot extends ListingMark {
  pages: AskedPage<ObservedSecret[]>[];
}

/** Heals by itself, and costs no place: the page is asked for again by the same token. */
const isPassing = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'throttled' || error.code === 'unavailable');

/** An endpoint that knows neither this order nor these filters, or whose token leads back to itself. */
const isNotUnderstood = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.problem?.lack === 'pages-go-round' ||
    (error.cause instanceof Error && /^(Validation|InvalidParameter|InvalidRequest)/.test(error.cause.name)));

/**
 * Runs a listing: asks for the pages that it wants, at AWS's pace, several at once, and gives them as they come. Ends
 * when the listing has its verdict, or nothing more to ask. What AWS does not understand, it asks in another way.
 * Throws what AWS refuses for good or for too long, after what came before it. Where its turn `isOver`, it asks for nothing
 * more, and ends with the place from which it is gone on with.
 */
export async function* askPages(
  ctx: Pick<SystemContext, 'aws' | 'now'>,
  scope: Scope,
  state: ListingState,
  signal: AbortSignal,
  isOver: () => boolean = () => false,
): AsyncGenerator<Lot> {
  const pace = createPace();
  const flying = new Map<Walk, Promise<void>>();
  const again: Walk[] = [];
  let came: Lot['pages'] = [];
  const failures: unknown[] = [];
  let keptAt = performance.now();

  async function ask(walk: Walk): Promise<void> {
    const askedAt = ctx.now();
    const { token } = walk;
    try {
      const answer = await ctx.aws.listPage(scope, walk, token);
      if (answer.nextToken !== null && answer.nextToken === token) throw toRound(scope);
      pace.answered();
      takeAnswer(state, walk, answer);
      came.push({ page: answer.secrets, askedAt });
    } catch (error) {
      if (isNotUnderstood(error)) return takeRefusal(state, walk);
      const mayRecover = isPassing(error) && pace.refused(performance.now(), Math.random());
      if (!mayRecover) failures.push(error);
      if (isWanted(state, walk)) again.push(walk);
    } finally {
      flying.delete(walk);
    }
  }

  function takeAgain(): Walk | undefined {
    const walk = again.shift();
    // Meanwhile the listing may have turned to another way.
    return walk && !isWanted(state, walk) ? takeAgain() : walk;
  }

  /** Asks for all that may be asked for now. How long the next has to wait for the pace; null: nothing waits for that. */
  function askOn(): number | null {
    while (failures.length === 0 && flying.size < MOST_AT_ONCE && !isOver()) {
      const wait = pace.wait(performance.now());
      if (wait > 0) return wait;
      const walk = state.verdict === 'going' ? (takeAgain() ?? nextWalk(state)) : null;
      if (!walk) return null;
      pace.began(performance.now());
      flying.set(walk, ask(walk));
    }
    return null;
  }

  function takeLot(isLast: boolean): Lot {
    const lot: Lot = { pages: came, at: ctx.now(), progress: toProgress(state) };
    came = [];
    if (performance.now() - keptAt < PLACE_MS && !isLast) return lot;
    keptAt = performance.now();
    // A copy: the listing goes on while this is written.
    return { ...lot, place: structuredClone(state) };
  }

  try {
    for (;;) {
      signal.throwIfAborted();
      const wait = askOn();
      if (came.length > 0) {
        yield takeLot(failures.length > 0);
        continue;
      }
      // What is under way then may still come: nothing of it is lost, and the place is that after it.
      if (failures.length > 0 && flying.size === 0) {
        if (state.calls > 0) yield takeLot(true);
        throw failures[0];
      }
      if (flying.size === 0 && wait === null) {
        if (isOver()) yield takeLot(true);
        return;
      }
      const turn = wait === null ? [] : [sleep(Math.ceil(wait))];
      await Promise.race([...flying.values(), ...turn]);
    }
  } finally {
    // What is under way speaks of a listing that is over.
    await Promise.allSettled(flying.values());
  }
}

function toRound(scope: Scope): AppError {
  const message = `secretsmanager:ListSecrets in ${scope.id}: the endpoint gave the same NextToken twice.`;
  const remedy = 'The endpoint does not page as AWS does: check the endpoint URL.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy, lack: 'pages-go-round' } });
}
