import 'server-only';
import { grow } from './grow';

/** A list of codes for each row, one after the other in one array. */
export class NumberLists {
  values = new Uint32Array(0);
  starts = new Uint32Array(0);
  counts = new Uint16Array(0);
  #used = 0;
  #live = 0;

  reserve(rows: number): void {
    this.starts = grow(this.starts, rows);
    this.counts = grow(this.counts, rows);
  }

  set(row: number, list: readonly number[]): void {
    const before = this.counts[row] ?? 0;
    this.#live += list.length - before;
    if (list.length > before) {
      this.#makeRoom(list.length);
      this.starts[row] = this.#used;
      this.#used += list.length;
    }
    this.counts[row] = list.length;
    this.values.set(list, this.starts[row]);
  }

  /** Moves the lists together once half of the room is left over from longer ones. */
  #makeRoom(more: number): void {
    if (this.#used + more > this.values.length && this.#live < this.#used / 2) {
      const packed = new Uint32Array(Math.ceil((this.#live + more) * 1.25));
      let used = 0;
      for (let row = 0; row < this.counts.length; row += 1) {
        const start = this.starts[row] ?? 0;
        const count = this.counts[row] ?? 0;
        packed.set(this.values.subarray(start, start + count), used);
        this.starts[row] = used;
        used += count;
      }
      this.values = packed;
      this.#used = used;
    }
    this.values = grow(this.values, this.#used + more);
  }
}
