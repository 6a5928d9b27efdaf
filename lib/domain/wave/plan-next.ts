import type { WavePace } from './wave';

/** RotateSecret allows 50 calls a second to an account and region; of all waves together no more are begun there. */
export const BEGUN_A_SECOND = 50;

/** Where a wave stands. */
export interface WaveProgress extends WavePace {
  waiting: number;
  running: number;
  /** Waiting in the lowest stage of which something has not ended. */
  next: number;
  /** That ended so since it was started, or resumed. */
  failed: number;
  /** Of those next: how many the quotas of their accounts and regions let begin now, whatever other waves do there. */
  ready: number;
  /** When one of it last began or ended; null: none has. */
  movedAt: Date | null;
  now: Date;
}

export type NextStep =
  | { do: 'finish' }
  | { do: 'stop' }
  | { do: 'wait'; milliseconds: number }
  | { do: 'begin'; count: number };

/** How soon it is looked at again while rotations run; their ends are told by the store. */
const LOOK_MS = 500;
const QUOTA_MS = 100;

/** What a wave does now. What failed counts before all else: nothing begins once the stop rule holds. */
export function planNext(progress: WaveProgress): NextStep {
  const { waiting, running, next, ready, failed, stopAfter, concurrency, pauseSeconds, movedAt, now } = progress;
  if (waiting === 0) return running === 0 ? { do: 'finish' } : { do: 'wait', milliseconds: LOOK_MS };
  if (stopAfter !== null && failed >= stopAfter) return { do: 'stop' };
  const room = Math.min(next, concurrency - running);
  if (room <= 0) return { do: 'wait', milliseconds: LOOK_MS };
  if (pauseSeconds > 0 && movedAt !== null) {
    const left = movedAt.getTime() + pauseSeconds * 1000 - now.getTime();
    if (left > 0) return { do: 'wait', milliseconds: left };
  }
  const count = Math.min(room, ready, pauseSeconds > 0 ? 1 : room);
  return count > 0 ? { do: 'begin', count } : { do: 'wait', milliseconds: QUOTA_MS };
}
