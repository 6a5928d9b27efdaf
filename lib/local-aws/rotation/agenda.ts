/** Things by the moment they are due, nearest first: a binary heap, so that hundreds of thousands cost nothing to keep. */
export class Agenda<T> {
  readonly #entries: { at: number; what: T }[] = [];

  get nearest(): number | undefined {
    return this.#entries[0]?.at;
  }

  add(at: number, what: T): void {
    const entries = this.#entries;
    let hole = entries.length;
    for (let parent = (hole - 1) >> 1; hole > 0; parent = (hole - 1) >> 1) {
      const above = entries[parent];
      if (above === undefined || above.at <= at) break;
      entries[hole] = above;
      hole = parent;
    }
    entries[hole] = { at, what };
  }

  /** Takes out what is due up to a moment, nearest first. */
  *take(now: number): Generator<{ at: number; what: T }> {
    for (let first = this.#entries[0]; first !== undefined && first.at <= now; first = this.#entries[0]) {
      this.#dropFirst();
      yield first;
    }
  }

  #dropFirst(): void {
    const entries = this.#entries;
    const last = entries.pop();
    if (last === undefined || entries.length === 0) return;
    let hole = 0;
    for (;;) {
      const left = entries[hole * 2 + 1];
      const right = entries[hole * 2 + 2];
      const takesRight = right !== undefined && left !== undefined && right.at < left.at;
      const child = takesRight ? right : left;
      if (child === undefined || child.at >= last.at) break;
      entries[hole] = child;
      hole = hole * 2 + (takesRight ? 2 : 1);
    }
    entries[hole] = last;
  }
}
