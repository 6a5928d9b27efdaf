import 'server-only';
import { HashedNumbers, hashBytes } from './hashed-numbers';

/** Of every secret's id (`toSecretId`): base64url, and so one byte a character. */
const LENGTH = 22;

/** The id of each row, and the row of each id; in bytes, since half a million texts are what a heap is slow with. */
export class RowIds {
  #bytes = Buffer.alloc(0);
  readonly #sought = Buffer.alloc(LENGTH);
  readonly #rows = new HashedNumbers((row) => hashBytes(this.#bytes, row * LENGTH, (row + 1) * LENGTH));

  /** How many ids are found. */
  get size(): number {
    return this.#rows.size;
  }

  reserve(rows: number): void {
    if (rows * LENGTH <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(1024, Math.ceil(rows * 1.25)) * LENGTH);
    this.#bytes.copy(grown);
    this.#bytes = grown;
  }

  /** undefined: there is none. */
  find(id: string): number | undefined {
    if (id.length !== LENGTH || this.#sought.write(id, 'utf8') !== LENGTH) return undefined;
    const isIt = (row: number): boolean => this.compareWith(row, this.#sought) === 0;
    return this.#rows.find(hashBytes(this.#sought, 0, LENGTH), isIt) ?? undefined;
  }

  /** For a row without one, of an id that is not found. Throws where it is no secret's. */
  set(row: number, id: string): void {
    if (id.length !== LENGTH || Buffer.byteLength(id) !== LENGTH)
      throw new Error('The id of a secret has 22 characters, each of one byte.');
    this.reserve(row + 1);
    this.#bytes.write(id, row * LENGTH, 'utf8');
    this.#rows.add(row);
  }

  /** It is found no more; its row tells it until another takes its place. */
  drop(row: number): void {
    this.#rows.remove(row);
  }

  textOf(row: number): string {
    return this.#bytes.toString('latin1', row * LENGTH, (row + 1) * LENGTH);
  }

  /** By their bytes, which is the order of the texts. */
  compare(left: number, right: number): number {
    const bytes = this.#bytes;
    for (let at = 0; at < LENGTH; at += 1) {
      const difference = (bytes[left * LENGTH + at] ?? 0) - (bytes[right * LENGTH + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** With the bytes of any text. */
  compareWith(row: number, other: Uint8Array): number {
    for (let at = 0; at < LENGTH && at < other.length; at += 1) {
      const difference = (this.#bytes[row * LENGTH + at] ?? 0) - (other[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return LENGTH - other.length;
  }
}
