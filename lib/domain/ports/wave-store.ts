import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Visibility } from '@/lib/domain/grant';
import type { RotationRun, RunState } from '@/lib/domain/run';
import type { TokenPerson } from '@/lib/domain/token/api-token';
import type { PlannedItem, WaveDependency } from '@/lib/domain/wave/plan-order';
import type { NextStep, WaveProgress } from '@/lib/domain/wave/plan-next';
import type { WaveItemState, WavePace, WaveState } from '@/lib/domain/wave/wave';
import type { Sight } from './inventory-store';

/** From what it was made, as far as it is told. */
export interface WaveOrigin {
  kind: 'ids' | 'filter' | 'principal' | 'review';
  principal: string | null;
  since: string | null;
  review: string | null;
  /** Scopes whose reads were not all known over that time when it was drafted. */
  uncovered?: readonly string[];
}

/** Who a wave rotates as: a person as their provider last told of them, or a token of theirs. */
export interface WaveStarter {
  person: TokenPerson;
  token: { id: string; name: string } | null;
}

export interface NewWave extends WavePace {
  id: string;
  name: string;
  origin: WaveOrigin;
  at: Date;
  by: { id: string; name: string };
}

/** `leftOut`, in words: it is not to be rotated, and why. */
export interface DraftedItem extends PlannedItem {
  leftOut?: string;
}

export type WaveCounts = Record<WaveItemState, number>;

/** What somebody sees of a wave: every number is of the secrets in their sight. */
export interface StoredWave extends WavePace {
  id: string;
  name: string;
  state: WaveState;
  why: string | null;
  draftedAt: Date;
  draftedBy: string;
  draftedById: string;
  startedAt: Date | null;
  reason: string | null;
  endedAt: Date | null;
  /** A restore brought it back, and nobody has resumed it since: what waits may have been rotated. */
  isRestored: boolean;
  counts: WaveCounts;
}

export interface WaveStage {
  environments: string[];
  depth: number;
  counts: WaveCounts;
}

export interface SeenWave extends StoredWave {
  origin: WaveOrigin;
  /** All of its secrets are in sight, and where it was made of reads, their history is. */
  whole: boolean;
}

export interface FoundWave extends SeenWave {
  stages: WaveStage[];
}

export interface WavePosition {
  rank: number;
  depth: number;
  name: string;
  secretId: string;
}

export interface StoredWaveItem extends WavePosition {
  /** As guards took it when the wave was drafted. */
  environment: string;
  secret: { name: string; environment: string; accountId: string; region: string };
  state: WaveItemState;
  why: string | null;
  run: { id: string; state: RunState } | null;
  begunAt: Date | null;
  endedAt: Date | null;
  /** Those in sight alone. */
  dependsOn: (WaveDependency & { name: string })[];
}

/** One that the worker has begun, or begins again. */
export interface BegunItem {
  secretId: string;
  /** The request token of its rotation: the same one however often it is asked. */
  runId: string;
  /** How often it was given back before. */
  tries: number;
}

/** As the ledger tells of it. */
export interface PausedWave {
  id: string;
  name: string;
  reason: string | null;
}

/** What a worker needs of a wave that it works on. */
export interface WorkedWave extends PausedWave {
  state: WaveState;
  starter: WaveStarter;
  /** Its name was typed at its start. */
  typedName: boolean;
  /** When it was started, or last resumed. */
  since: Date;
}

export interface WaveStore {
  /** False: they have `most` drafts already. */
  draft(wave: NewWave, items: readonly DraftedItem[], most: number): Promise<boolean>;
  list(
    sight: Sight,
    query: { state: readonly WaveState[]; limit: number; after: { draftedAt: Date; id: string } | null },
  ): Promise<SeenWave[]>;
  /** null also where nothing of it is in sight. */
  find(sight: Sight, id: string): Promise<FoundWave | null>;
  /** In the order in which they come. */
  items(
    visibility: Visibility,
    id: string,
    query: { state: readonly WaveItemState[]; limit: number; after: WavePosition | null },
  ): Promise<StoredWaveItem[]>;
  /** False: it is no draft any more. */
  start(
    id: string,
    start: { starter: WaveStarter; reason: string | null; typedName: boolean; at: Date },
  ): Promise<boolean>;
  /**
   * False: it is in none of the states that this is done from. Aborted, all that waits is skipped. Resumed, failures count
   * anew, and whoever resumes it is who it goes on as. `entry` is in the ledger where it was done, and nowhere else.
   */
  steer(
    id: string,
    change: {
      to: 'paused' | 'running' | 'aborted';
      why: string | null;
      at: Date;
      starter?: WaveStarter;
      entry?: NewLedgerEntry;
    },
  ): Promise<boolean>;
  /** All that run as this person, not as a token of theirs, pause, each with its entry in the ledger. */
  pauseOf(
    personId: string,
    pause: { why: string; at: Date; toEntry: (wave: PausedWave) => NewLedgerEntry },
  ): Promise<void>;
  /** Drafts that nobody started since go, also those that were aborted, and so does who it was that waves which ended since rotated as. */
  forget(before: Date): Promise<void>;

  /** For the worker: all that run. */
  running(): Promise<string[]>;
  findWorked(id: string): Promise<WorkedWave | null>;
  /**
   * One step, decided and done in one transaction by one worker after the other: what is begun is taken, with a token each.
   * To stop is the worker's, since the ledger comes first. null: it does not run any more.
   */
  advance(
    id: string,
    now: Date,
    plan: (progress: WaveProgress) => NextStep,
  ): Promise<{ step: NextStep; begun: BegunItem[] } | null>;
  /** Taken before then, and of no run: whoever took them died before AWS was asked. Taken anew now. */
  takeOver(id: string, before: Date, now: Date): Promise<BegunItem[]>;
  /** It runs, and the item is its turn's: nobody has given it back. */
  isTurn(id: string, item: BegunItem): Promise<boolean>;
  /**
   * Under the lock that whoever stops a wave takes too. `stopped`: the wave does not run any more, or the item is not
   * its turn's any more. `followed`: the token has a run, or the secret has another one.
   */
  createRun(id: string, item: BegunItem, run: RotationRun): Promise<'created' | 'stopped' | 'followed'>;
  /** Nothing came of it: it waits again, with `why`. `isRefused`: AWS was asked, and said no; else it was not. `isTry`: it counts. */
  giveBack(id: string, item: BegunItem, back: { why: string; isRefused: boolean; isTry: boolean }): Promise<void>;
  /** It ended without a run. */
  settle(id: string, item: BegunItem, end: { state: 'failed' | 'skipped'; why: string; at: Date }): Promise<void>;
}
