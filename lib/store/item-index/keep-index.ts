import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { Log } from '@/lib/domain/ports/context';
import type { Queryable } from '@/lib/store/connect';
import { ItemIndex } from './item-index';
import { countSecrets, readAllItems, readChangedItems, readChangedKept } from './read-items';
import { readState, toSignature, type IndexState } from './read-state';

/** An index that nobody asks still follows, so that the next question finds little to read. */
const FOLLOW_EVERY_MILLISECONDS = 5000;

export interface FreshIndex {
  index: ItemIndex;
  state: IndexState;
  /** What the bits of a scope's `covered` stand for. */
  days: number[];
}

/** Questions that came before the first of them was looked into: one look serves them all. */
interface Gathered {
  days: Set<number>;
  now: Date;
  answer: Promise<FreshIndex | null>;
}

/** How far the moments of questions that share a look may be apart. */
const SAME_MOMENT_MILLISECONDS = 1000;

/**
 * Keeps an `ItemIndex` equal to the database: reads it once, and before every question what changed since, in however
 * many processes it changed. Whatever was committed before a question is in the answer.
 */
export class IndexKeeper {
  readonly #db: Queryable;
  readonly #log: Log | undefined;
  #held: { index: ItemIndex; horizon: string; signature: string } | null = null;
  /** Grows whenever an index changes: what was found in it before is of the past. */
  generation = 0;
  #loading: Promise<void> | null = null;
  #following: Promise<unknown> = Promise.resolve();
  #gathered: Gathered | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(db: Queryable, log?: Log) {
    this.#db = db;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#look(), FOLLOW_EVERY_MILLISECONDS).unref();
    void this.#look();
  }

  /** No question is answered from it any more, and nothing is read once this has resolved. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearInterval(this.#timer);
    this.#held = null;
    await Promise.allSettled([this.#loading, this.#following]);
  }

  /** null: not read yet; the question goes to the database then. `days`: over which coverage is asked about. */
  fresh(days: readonly number[], now: Date): Promise<FreshIndex | null> {
    const gathered = this.#gathered;
    if (gathered && Math.abs(gathered.now.getTime() - now.getTime()) < SAME_MOMENT_MILLISECONDS) {
      for (const count of days) gathered.days.add(count);
      return gathered.answer;
    }
    const begun: Gathered = {
      days: new Set(days),
      now,
      answer: setImmediate(null).then(() => {
        if (this.#gathered === begun) this.#gathered = null;
        return this.#answer(begun);
      }),
    };
    this.#gathered = begun;
    return begun.answer;
  }

  async #answer({ days, now }: Gathered): Promise<FreshIndex | null> {
    if (!this.#held) return null;
    const state = await readState(this.#db, [...days], now);
    await this.#follow(state);
    if (!this.#held) return null;
    return { index: this.#held.index, days: [...days], state };
  }

  async #look(): Promise<void> {
    try {
      const state = await readState(this.#db, [], new Date());
      if (this.#held) await this.#follow(state);
      else await this.#load(state);
    } catch (error) {
      if (!this.#isClosed) this.#log?.warn({ error: String(error) }, 'the index of the inventory is not up to date');
    }
  }

  async #load(state: IndexState): Promise<void> {
    if (this.#isClosed) return;
    this.#loading ??= this.#read(state).finally(() => (this.#loading = null));
    await this.#loading;
  }

  async #read(state: IndexState): Promise<void> {
    const index = new ItemIndex();
    index.reserve(await countSecrets(this.#db));
    for await (const items of readAllItems(this.#db)) {
      if (this.#isClosed) return;
      for (const item of items) index.put(item);
    }
    // What changed while it was read is read again from the horizon before.
    this.#held = { index, horizon: state.horizon, signature: toSignature(state) };
    this.generation += 1;
  }

  /** One after the other: each reads from where the one before ended. */
  async #follow(state: IndexState): Promise<void> {
    const next = this.#following.then(() => this.#apply(state));
    this.#following = next.catch(() => undefined);
    await next;
  }

  async #apply(state: IndexState): Promise<void> {
    const held = this.#held;
    if (!held) return;
    if (held.signature !== toSignature(state)) {
      this.#held = null;
      void this.#load(state).catch(() => undefined);
      return;
    }
    const { items, gone } = await readChangedItems(this.#db, held.horizon);
    for (const id of gone) held.index.drop(id);
    for (const item of items) held.index.put(item);
    // After the items: an annotation is never older than the item that was read before it.
    const isKeptNew = state.keptIn !== null && BigInt(state.keptIn) >= BigInt(held.horizon);
    const kept = isKeptNew ? await readChangedKept(this.#db, held.horizon) : [];
    for (const one of kept) held.index.annotate(one);
    if (items.length > 0 || gone.length > 0 || kept.length > 0) this.generation += 1;
    // Never back: another question's state may have been read later and come first.
    if (BigInt(state.horizon) > BigInt(held.horizon)) held.horizon = state.horizon;
  }
}
