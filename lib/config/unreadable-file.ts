import 'server-only';

/** A file that is there and is not read. */
export class UnreadableFile extends Error {
  /** What it is, and nothing of what stands in it. */
  readonly problem: string;

  constructor(problem: string) {
    super(`The file ${problem}.`);
    this.problem = problem;
  }
}
