import 'server-only';
import { grow } from './grow';

/** Texts of which many rows have the same, or none: each is kept once, for as long as a row has it. */
export class SharedTexts {
  /** By row; 0: none. */
  codes = new Uint32Array(0);
  readonly #codeOf = new Map<string, number>();
  readonly #texts: (string | null)[] = [null];
  readonly #uses: number[] = [0];
  readonly #free: number[] = [];

  reserve(rows: number): void {
    this.codes = grow(this.codes, rows);
  }

  set(row: number, text: string | null): void {
    const before = this.codes[row] ?? 0;
    // First the new one: of the same text, the only use must not go in between.
    this.codes[row] = text === null ? 0 : this.#take(text);
    if (before !== 0) this.#release(before);
  }

  /** A table by code in which those that hold this text are 1; null: none does. */
  holding(needle: string): Uint8Array | null {
    const table = new Uint8Array(this.#texts.length);
    let any = false;
    for (const [code, text] of this.#texts.entries()) {
      if (text === null || !text.includes(needle)) continue;
      table[code] = 1;
      any = true;
    }
    return any ? table : null;
  }

  #take(text: string): number {
    const known = this.#codeOf.get(text);
    const code = known ?? this.#free.pop() ?? this.#texts.length;
    if (known === undefined) {
      this.#codeOf.set(text, code);
      this.#texts[code] = text;
      this.#uses[code] = 0;
    }
    this.#uses[code] = (this.#uses[code] ?? 0) + 1;
    return code;
  }

  #release(code: number): void {
    const uses = (this.#uses[code] ?? 0) - 1;
    this.#uses[code] = uses;
    const text = this.#texts[code];
    if (uses > 0 || text === null || text === undefined) return;
    this.#codeOf.delete(text);
    this.#texts[code] = null;
    this.#free.push(code);
  }
}
