import 'server-only';

/** The first `limit` of many by an order, found without sorting the rest. */
export class Best {
  readonly #kept: number[] = [];

  readonly #limit: number;
  readonly #compare: (left: number, right: number) => number;

  constructor(limit: number, compare: (left: number, right: number) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  offer(candidate: number): void {
    const kept = this.#kept;
    const worst = kept[kept.length - 1];
    if (worst !== undefined && kept.length === this.#limit && this.#compare(candidate, worst) >= 0) return;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(kept[middle] ?? 0, candidate) <= 0) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, candidate);
    if (kept.length > this.#limit) kept.pop();
  }

  /** In order. */
  get found(): readonly number[] {
    return this.#kept;
  }
}
