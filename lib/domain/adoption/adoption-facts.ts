import type { ActorKind, CoverageInterval, Principal } from '@/lib/domain/event-record';

/** So many days back a reader is one whose new value is waited for. */
export const READER_DAYS = 30;
/** CloudTrail delivers within some minutes on average, and a quarter of an hour is no surprise (user guide, event history). */
export const DELAY_MS = 15 * 60_000;

/** Between which moments a version became current; `after`: null where nobody looked before. */
export interface CurrentSince {
  versionId: string;
  after: Date | null;
  by: Date;
}

/** Reads of one principal that asked for a version in the same way: by its id, by a label, or neither, which means AWSCURRENT. */
export interface Asked {
  versionId: string | null;
  versionStage: string | null;
  /** The first for which the new version was certainly current; null: none was. */
  firstAt: Date | null;
  lastAt: Date;
}

/** One principal as one kind of actor, with at least one successful read in READER_DAYS. */
export interface AdoptionReader {
  principal: Principal;
  actorKind: ActorKind;
  /** The person or workload behind its latest read that is known event by event. */
  who: string | null;
  reads: number;
  firstAt: Date;
  lastAt: Date;
  /** Seconds between reads; null where fewer than three are known event by event. */
  medianIntervalSeconds: number | null;
  p95IntervalSeconds: number | null;
  /** Its reads since the version may have become current. */
  asked: readonly Asked[];
}

export interface AdoptionFacts {
  current: CurrentSince;
  versionStages: Readonly<Record<string, readonly string[]>>;
  readers: readonly AdoptionReader[];
  /** None is left out. */
  allReaders: boolean;
  /** What is known event by event of every region that the secret is in. */
  coverage: readonly CoverageInterval[];
  rotationLambdaArn: string | null;
  now: Date;
}
