import 'server-only';
import { grow } from './grow';
import { HashedNumbers, hashBytes } from './hashed-numbers';

/** As `Dictionary`, for as many texts as there are rows: their bytes stand one after the other, outside the heap. */
export class PackedDictionary {
  #bytes = Buffer.alloc(0);
  /** Where each text begins, and the next; the first, of code 0, is nobody's. */
  #starts = new Uint32Array(2);
  #size = 1;
  #sought = Buffer.alloc(256);
  readonly #codes = new HashedNumbers((code) => hashBytes(this.#bytes, this.#startOf(code), this.#startOf(code + 1)));

  /** How many codes there are, 0 included: the length of a table by code. */
  get size(): number {
    return this.#size;
  }

  add(text: string): number {
    const sought = this.#toBytes(text);
    const known = this.#codes.find(hashBytes(sought, 0, sought.length), (code) => this.compareWith(code, sought) === 0);
    if (known !== null) return known;
    const code = this.#size;
    const start = this.#startOf(code);
    this.#makeRoom(start + sought.length);
    this.#bytes.set(sought, start);
    this.#starts = grow(this.#starts, code + 2);
    this.#starts[code + 1] = start + sought.length;
    this.#size += 1;
    this.#codes.add(code);
    return code;
  }

  textOf(code: number): string {
    return this.#bytes.toString('utf8', this.#startOf(code), this.#startOf(code + 1));
  }

  /** Of two codes, by the bytes of their texts: the order of `collate "C"`. */
  compare(left: number, right: number): number {
    return this.compareWith(left, this.#bytes.subarray(this.#startOf(right), this.#startOf(right + 1)));
  }

  /** With the bytes of any text. */
  compareWith(code: number, other: Uint8Array): number {
    const start = this.#startOf(code);
    const length = this.#startOf(code + 1) - start;
    const shared = Math.min(length, other.length);
    for (let at = 0; at < shared; at += 1) {
      const difference = (this.#bytes[start + at] ?? 0) - (other[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - other.length;
  }

  #startOf(code: number): number {
    return this.#starts[code] ?? 0;
  }

  /** Until the next one is asked for. */
  #toBytes(text: string): Uint8Array {
    // A unit of UTF-16 is at most three bytes.
    if (this.#sought.length < text.length * 3) this.#sought = Buffer.alloc(text.length * 3);
    return this.#sought.subarray(0, this.#sought.write(text, 'utf8'));
  }

  #makeRoom(length: number): void {
    if (length <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(4096, Math.ceil(length * 1.25)));
    this.#bytes.copy(grown);
    this.#bytes = grown;
  }
}
