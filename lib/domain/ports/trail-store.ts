import type { LookedDay } from '@/lib/domain/trail/job/plan-look';
import type { ScopeProblem } from '@/lib/domain/scope';

type Problem = Omit<ScopeProblem, 'since'>;

/** A folder: what was looked at as in `reading` (toReading), of one scope and day of delivery. */
export interface TrailFolder {
  scopeId: string;
  reading: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/** A log file that is not looked at again, by its name without folders. */
export interface HandledFile {
  name: string;
  /** SHA-256 of what it holds, hex; null: it is not readable at all, or not kept. */
  hash: string | null;
  /** Why nothing of it was taken; null: its records are in. */
  reason: string | null;
  /** CloudTrail signed for what was taken. */
  vouched: boolean;
  /** What was listed of it (`toListed`); null: nothing. */
  listed: string | null;
}

/** What is known of a file that was handled. */
export type KnownFile = Pick<HandledFile, 'reason' | 'vouched' | 'listed'>;

/** How a look into a folder ended. */
export interface LookEnd {
  done: boolean;
  more: boolean;
  /** What the digests, or names in the folder, showed to be wrong, in words; empty: nothing. */
  troubles: string[];
  /** What keeps files of it from being read that somebody may mend; null: nothing. */
  problem: Problem | null;
}

/** How it stands with the files of a scope. */
export interface TrailOutcome {
  /** null: nothing is wrong. A problem of the same code goes on: its beginning is kept. */
  problem: Problem | null;
  /** Whether the bucket answered. */
  answered: boolean;
  /** The newest file that was taken, by the time of delivery in its name; null: none was. */
  newestAt: Date | null;
  /** Folders of which something is missing. */
  missing: { days: number; first: string | null; last: string | null };
}

export interface TrailScopeStatus {
  scopeId: string;
  lookedAt: Date;
  /** When the bucket last answered; null: never. */
  asOf: Date | null;
  /** The newest file that was taken, by the time of delivery in its name; null: none. */
  newestAt: Date | null;
  files: number;
  /** Files that cannot be read, which stays so. */
  broken: number;
  missing: { days: number; first: string | null; last: string | null };
  problem: ScopeProblem | null;
}

/** What is wrong with a folder, or (`name`) with a file in it. */
export interface TrailTrouble {
  scopeId: string;
  /** `YYYY-MM-DD` */
  day: string;
  name: string | null;
  what: string;
}

export interface TrailUse {
  /** Those with a problem first, then by id; of very many the first. */
  scopes: TrailScopeStatus[];
  /** Of all scopes. */
  total: number;
  troubled: number;
  /** When the bucket last answered for the scope that is furthest behind; null: for one it never did. */
  oldestAt: Date | null;
  files: number;
  /** The latest days first; of very many the first. */
  troubles: TrailTrouble[];
}

/** The same without what each folder holds: it costs a row for each scope, however many days were read. */
export interface TrailHealth extends Pick<TrailUse, 'total' | 'troubled' | 'oldestAt'> {
  /** Scopes with a problem, by id. */
  problems: { scopeId: string; problem: ScopeProblem }[];
}

/** What the worker has read of a trail's bucket, and how that goes. */
export interface TrailStore {
  lookedDays(scopeId: string, reading: string): Promise<LookedDay[]>;
  /** Of these names in a folder: those that are handled. */
  handled(folder: TrailFolder, names: readonly string[]): Promise<Map<string, KnownFile>>;
  /** Files of a folder that were taken as CloudTrail signed for them, in the order of their names, from behind `after` on, some at a time; none: that is all. */
  taken(folder: TrailFolder, after: string): Promise<{ name: string; hash: string }[]>;
  /** Once their records are in. What is noted anew takes the place of what was known of it. */
  noteFiles(folder: TrailFolder, files: readonly HandledFile[], at: Date): Promise<void>;
  endLook(folder: TrailFolder, end: LookEnd, at: Date): Promise<void>;
  /** But for folders of these days, and for what cannot be read. */
  forgetFiles(scopeId: string, reading: string, kept: readonly string[]): Promise<void>;
  recordOutcome(scopeId: string, reading: string, outcome: TrailOutcome, at: Date): Promise<void>;
  /** null: nothing was ever looked at. */
  health(reading: string): Promise<TrailHealth | null>;
  /** null: nothing was ever looked at. */
  use(reading: string): Promise<TrailUse | null>;
}
