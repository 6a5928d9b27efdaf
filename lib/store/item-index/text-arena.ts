import 'server-only';
import { grow } from './grow';

const NOBODY = 0xff_ff_ff_ff;

/**
 * A text for each row, as UTF-8 one after the other, so that all of them are searched in one go. A NUL parts them:
 * PostgreSQL keeps none, and so no needle holds one.
 */
export class TextArena {
  bytes: Buffer = Buffer.alloc(0);
  /** Where the text of a row begins, and its length in bytes. */
  starts = new Uint32Array(0);
  lengths = new Uint32Array(0);
  /** The texts in the order in which they stand, with their rows; one that was replaced is nobody's. */
  #slotStarts = new Uint32Array(0);
  #slotRows = new Uint32Array(0);
  #slotOf = new Uint32Array(0);
  #slots = 0;
  #used = 0;
  #lost = 0;

  reserve(rows: number): void {
    const known = this.#slotOf.length;
    this.starts = grow(this.starts, rows);
    this.lengths = grow(this.lengths, rows);
    this.#slotOf = grow(this.#slotOf, rows).fill(NOBODY, known);
  }

  set(row: number, text: string): void {
    const length = Buffer.byteLength(text);
    const before = this.#slotOf[row] ?? NOBODY;
    if (before !== NOBODY) {
      const at = this.starts[row] ?? 0;
      const had = this.lengths[row] ?? 0;
      if (had === length && this.bytes.toString('utf8', at, at + had) === text) return;
      this.#slotRows[before] = NOBODY;
      this.#lost += had + 1;
    }
    if (this.#lost > this.#used / 2) this.#pack();
    this.#makeRoom(length + 1);
    this.#slotStarts = grow(this.#slotStarts, this.#slots + 1);
    this.#slotRows = grow(this.#slotRows, this.#slots + 1);
    this.#slotStarts[this.#slots] = this.#used;
    this.#slotRows[this.#slots] = row;
    this.#slotOf[row] = this.#slots;
    this.#slots += 1;
    this.starts[row] = this.#used;
    this.lengths[row] = length;
    this.bytes.write(text, this.#used, 'utf8');
    this.bytes[this.#used + length] = 0;
    this.#used += length + 1;
  }

  /** 1 for each row whose text holds these bytes; `found` has a 0 for each row. */
  rowsWith(needle: string, found: Uint8Array): Uint8Array {
    const bytes = this.bytes.subarray(0, this.#used);
    const sought = Buffer.from(needle, 'utf8');
    let slot = 0;
    for (let at = bytes.indexOf(sought); at !== -1;) {
      slot = this.#slotAt(at, slot);
      const row = this.#slotRows[slot] ?? NOBODY;
      if (row !== NOBODY) found[row] = 1;
      slot += 1;
      if (slot >= this.#slots) break;
      at = bytes.indexOf(sought, this.#slotStarts[slot]);
    }
    return found;
  }

  /** The last slot that begins at or before this place, not before `from`. */
  #slotAt(place: number, from: number): number {
    let low = from;
    let step = 1;
    while (low + step < this.#slots && (this.#slotStarts[low + step] ?? 0) <= place) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.#slots);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#slotStarts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  #makeRoom(more: number): void {
    if (this.#used + more <= this.bytes.length) return;
    const grown = Buffer.alloc(Math.max(65_536, Math.ceil((this.#used + more) * 1.25)));
    this.bytes.copy(grown, 0, 0, this.#used);
    this.bytes = grown;
  }

  #pack(): void {
    let [used, slots] = [0, 0];
    for (let slot = 0; slot < this.#slots; slot += 1) {
      const row = this.#slotRows[slot] ?? NOBODY;
      if (row === NOBODY) continue;
      const start = this.#slotStarts[slot] ?? 0;
      const length = (this.lengths[row] ?? 0) + 1;
      this.bytes.copyWithin(used, start, start + length);
      this.#slotStarts[slots] = used;
      this.#slotRows[slots] = row;
      this.#slotOf[row] = slots;
      this.starts[row] = used;
      used += length;
      slots += 1;
    }
    [this.#used, this.#slots, this.#lost] = [used, slots, 0];
  }

  /** Of two rows, by the bytes of their texts: the order of `collate "C"`. */
  compare(left: number, right: number): number {
    return this.compareAt(left, this.bytes, this.starts[right] ?? 0, this.lengths[right] ?? 0);
  }

  compareAt(row: number, other: Buffer, otherStart: number, otherLength: number): number {
    const { bytes } = this;
    const start = this.starts[row] ?? 0;
    const length = this.lengths[row] ?? 0;
    const shared = Math.min(length, otherLength);
    for (let at = 0; at < shared; at += 1) {
      const difference = (bytes[start + at] ?? 0) - (other[otherStart + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - otherLength;
  }

  startsWith(row: number, prefix: Buffer): boolean {
    if ((this.lengths[row] ?? 0) < prefix.length) return false;
    const { bytes } = this;
    const start = this.starts[row] ?? 0;
    // Asked of every row there is: a call of Buffer's own costs more than the few bytes that differ.
    for (let at = 0; at < prefix.length; at += 1) if (bytes[start + at] !== prefix[at]) return false;
    return true;
  }
}
