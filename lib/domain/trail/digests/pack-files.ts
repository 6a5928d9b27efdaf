import { createHash } from 'node:crypto';
import { toLogName, type NamedFile } from './read-digest';

/**
 * A year of one region names hundreds of thousands of files, so that each is held as bytes: 8 of its name's hash, 32 of
 * what it holds, 4 and 4 of the seconds of its oldest and newest event (0: not said). Names that share their 8 bytes are
 * told apart by what the files hold, which is what is proven.
 */
export const FILE_BYTES = 48;
const NAME_BYTES = 8;
const HASH_BYTES = 32;

/** The same for a file that was unpacked. */
export const toNameKey = (name: string): Buffer =>
  createHash('sha256').update(toLogName(name)).digest().subarray(0, NAME_BYTES);

const toSeconds = (at: Date | null): number => Math.min(Math.max((at?.getTime() ?? 0) / 1000, 0), 0xff_ff_ff_ff);
const toDate = (seconds: number): Date | null => (seconds === 0 ? null : new Date(seconds * 1000));

export function packFiles(files: readonly NamedFile[]): Buffer {
  const packed = Buffer.alloc(files.length * FILE_BYTES);
  for (const [index, { name, hash, oldest, newest }] of files.entries()) {
    const at = index * FILE_BYTES;
    toNameKey(name).copy(packed, at);
    packed.write(hash, at + NAME_BYTES, 'hex');
    packed.writeUInt32LE(toSeconds(oldest), at + NAME_BYTES + HASH_BYTES);
    packed.writeUInt32LE(toSeconds(newest), at + NAME_BYTES + HASH_BYTES + 4);
  }
  return packed;
}

/** Rows of files by the names they were packed with. Holds no copy of what was packed. */
export class FileTable {
  readonly length: number;
  readonly #packed: readonly Buffer[];
  /** The first row of each part, and how many there are in all. */
  readonly #starts: Uint32Array;
  /** Row + 1; 0: free. At least half of them are, so that a search ends soon. */
  readonly #slots: Uint32Array;

  constructor(packed: readonly Buffer[]) {
    this.#packed = packed;
    this.#starts = new Uint32Array(packed.length + 1);
    for (const [part, { length }] of packed.entries())
      this.#starts[part + 1] = (this.#starts[part] ?? 0) + length / FILE_BYTES;
    this.length = this.#starts[packed.length] ?? 0;
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(this.length * 2 + 2)));
    for (let row = 0; row < this.length; row += 1) {
      let slot = this.#slotOf(this.#keyOf(row));
      while (this.#slots[slot] !== 0) slot = this.#after(slot);
      this.#slots[slot] = row + 1;
    }
  }

  /** The bytes of a row, from one of its fields to another. */
  #bytes(row: number, from: number, to: number): Buffer {
    let [low, high] = [0, this.#packed.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const at = (row - (this.#starts[low] ?? 0)) * FILE_BYTES;
    return this.#packed[low]?.subarray(at + from, at + to) ?? Buffer.alloc(0);
  }

  #keyOf(row: number): Buffer {
    return this.#bytes(row, 0, NAME_BYTES);
  }

  #slotOf(key: Buffer): number {
    return key.readUInt32LE(0) & (this.#slots.length - 1);
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }

  /** More than one where several digests name the file. */
  find(name: string): number[] {
    const key = toNameKey(name);
    const rows: number[] = [];
    for (let slot = this.#slotOf(key); this.#slots[slot] !== 0; slot = this.#after(slot)) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (this.#keyOf(row).equals(key)) rows.push(row);
    }
    return rows;
  }

  /** `hash`: hex. */
  holds(row: number, hash: string): boolean {
    return this.#bytes(row, NAME_BYTES, NAME_BYTES + HASH_BYTES).equals(Buffer.from(hash, 'hex'));
  }

  times(row: number): { oldest: Date | null; newest: Date | null } {
    const times = this.#bytes(row, NAME_BYTES + HASH_BYTES, FILE_BYTES);
    return { oldest: toDate(times.readUInt32LE(0)), newest: toDate(times.readUInt32LE(4)) };
  }
}
