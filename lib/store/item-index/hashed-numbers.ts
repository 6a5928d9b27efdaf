import 'server-only';
import { randomInt } from 'node:crypto';

const SMALLEST = 16;
/** Nobody who names things can choose them so that all fall into one place. */
const SEED = randomInt(2 ** 31);

/** Of bytes, a number below 2^32 (FNV-1a, its bits mixed once more so that the lower ones depend on all). */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = SEED;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * Numbers by the hash of what each stands for, which whoever uses it keeps as bytes: a Map of texts takes some 100 bytes
 * an entry of a heap that is collected, this takes 6 to 11 beside it. Open addressing, at most three quarters full.
 */
export class HashedNumbers {
  /** Each number plus one; 0: nothing is there. Its length is a power of two. */
  #cells = new Uint32Array(SMALLEST);
  #size = 0;
  readonly #hashOf: (number: number) => number;

  constructor(hashOf: (number: number) => number) {
    this.#hashOf = hashOf;
  }

  get size(): number {
    return this.#size;
  }

  find(hash: number, isIt: (number: number) => boolean): number | null {
    const mask = this.#cells.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const held = this.#cells[at] ?? 0;
      if (held === 0) return null;
      if (isIt(held - 1)) return held - 1;
    }
  }

  /** One that is not there. */
  add(number: number): void {
    if ((this.#size + 1) * 4 > this.#cells.length * 3) this.#grow();
    this.#place(number);
    this.#size += 1;
  }

  /** While what it stands for is still kept. Those behind it move up, so that none is parted from its place by a gap. */
  remove(number: number): void {
    const cells = this.#cells;
    const mask = cells.length - 1;
    let gap = this.#hashOf(number) & mask;
    while (cells[gap] !== number + 1) {
      if (cells[gap] === 0) return;
      gap = (gap + 1) & mask;
    }
    this.#size -= 1;
    for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
      const held = cells[at] ?? 0;
      if (held === 0) break;
      const home = this.#hashOf(held - 1) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      cells[gap] = held;
      gap = at;
    }
    cells[gap] = 0;
  }

  #place(number: number): void {
    const mask = this.#cells.length - 1;
    let at = this.#hashOf(number) & mask;
    while (this.#cells[at] !== 0) at = (at + 1) & mask;
    this.#cells[at] = number + 1;
  }

  #grow(): void {
    const before = this.#cells;
    this.#cells = new Uint32Array(before.length * 2);
    for (const held of before) if (held !== 0) this.#place(held - 1);
  }
}
