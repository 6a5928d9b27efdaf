import 'server-only';
import { grow } from './grow';

/**
 * Room for one question after the other: a question is held against the rows without a pause, and keeps copies of what
 * it found. Taken anew each time, these arrays would be most of what a busy process allocates.
 */
export class Scratch {
  #rows = new Uint32Array(0);
  #fails = new Uint8Array(0);
  #found = new Uint8Array(0);

  rows(length: number): Uint32Array {
    this.#rows = grow(this.#rows, length);
    return this.#rows.subarray(0, length);
  }

  /** All 0. */
  fails(length: number): Uint8Array {
    this.#fails = grow(this.#fails, length);
    return this.#fails.subarray(0, length).fill(0);
  }

  /** All 0. */
  found(length: number): Uint8Array {
    this.#found = grow(this.#found, length);
    return this.#found.subarray(0, length).fill(0);
  }
}
