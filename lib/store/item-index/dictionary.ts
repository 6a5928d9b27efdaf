import 'server-only';

/** Codes of texts, from 1; 0 stands for none. A text keeps its code for as long as the index lives. */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #texts: (string | null)[] = [null];

  /** How many codes there are, 0 included: the length of a table by code. */
  get size(): number {
    return this.#texts.length;
  }

  add(text: string | null): number {
    if (text === null) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  /** null: no item ever had it. */
  find(text: string): number | null {
    return this.#codes.get(text) ?? null;
  }

  textOf(code: number): string | null {
    return this.#texts[code] ?? null;
  }

  /** A table by code in which the known ones of these texts are 1. */
  tableOf(texts: readonly string[]): Uint8Array {
    const table = new Uint8Array(this.size);
    for (const text of texts) {
      const code = this.find(text);
      if (code !== null) table[code] = 1;
    }
    return table;
  }
}
