import 'server-only';

/** One thing that is wrong with the configuration. None of the three ever holds a secret's value. */
export interface Mistake {
  /** A variable's name, or `keyledger.yaml line 12, accounts[0].regions`. */
  where: string;
  problem: string;
  /** What to do, so that a person can mend it without reading our source. */
  mend: string;
}

export const toMistakeLine = (mistake: Mistake): string => `${mistake.where}: ${mistake.problem}. ${mistake.mend}`;
