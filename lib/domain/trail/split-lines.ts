const NEWLINE = 0x0a;
/** More than four bytes for each letter of the longest line that is a record: of what is longer only this is kept. */
const MOST_KEPT = 1_048_600;

/** Cuts a text, chunk by chunk, into its lines, so that one of any size takes no more memory than its longest line. */
export class LineSplitter {
  #pieces: Buffer[] = [];
  #length = 0;

  /** The lines that end within this chunk, in order. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, at));
      lines.push(this.#takeLine());
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** What follows the last end of a line. */
  end(): string {
    return this.#takeLine();
  }

  #keep(piece: Buffer): void {
    const room = MOST_KEPT - this.#length;
    if (room <= 0 || piece.length === 0) return;
    this.#pieces.push(piece.subarray(0, room));
    this.#length += Math.min(piece.length, room);
  }

  #takeLine(): string {
    const line = Buffer.concat(this.#pieces).toString('utf8');
    [this.#pieces, this.#length] = [[], 0];
    return line;
  }
}
