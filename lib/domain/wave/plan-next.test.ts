import { expect, it } from 'vitest';
import { planNext, type NextStep, type WaveProgress } from './plan-next';

const NOW = new Date('2026-11-27T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);
const WAVE: WaveProgress = {
  concurrency: 2,
  pauseSeconds: 0,
  stopAfter: 1,
  waiting: 5,
  running: 0,
  next: 3,
  failed: 0,
  ready: 3,
  movedAt: null,
  now: NOW,
};
const begin = (count: number): NextStep => ({ do: 'begin', count });
const wait = (milliseconds: number): NextStep => ({ do: 'wait', milliseconds });

it.each<[string, Partial<WaveProgress>, NextStep]>([
  ['begins as many at once as it may', {}, begin(2)],
  ['begins no more than its stage has', { concurrency: 9 }, begin(3)],
  ['fills what is free', { running: 1 }, begin(1)],
  ['waits where nothing is free', { running: 2 }, wait(500)],
  ['waits for the stage before', { running: 1, next: 0 }, wait(500)],
  ['stops with the first failure', { failed: 1 }, { do: 'stop' }],
  ['stops although others still run', { failed: 1, running: 1 }, { do: 'stop' }],
  ['goes on until its rule holds', { failed: 2, stopAfter: 3 }, begin(2)],
  ['goes on whatever fails', { failed: 99, stopAfter: null }, begin(2)],
  ['finishes once nothing waits or runs', { waiting: 0, next: 0 }, { do: 'finish' }],
  ['has nothing left to stop', { waiting: 0, next: 0, failed: 3 }, { do: 'finish' }],
  ['waits for the last to end', { waiting: 0, next: 0, running: 1 }, wait(500)],
  ['pauses after another one moved', { pauseSeconds: 60, movedAt: ago(45) }, wait(15_000)],
  ['begins one by one after a pause', { pauseSeconds: 60, movedAt: ago(60) }, begin(1)],
  ['does not pause before the first', { pauseSeconds: 60 }, begin(1)],
  ['keeps what AWS allows in a second', { concurrency: 50, next: 50, ready: 10 }, begin(10)],
  ['waits where that is used up', { concurrency: 50, next: 50, ready: 0 }, wait(100)],
])('%s', (_, change, step) => expect(planNext({ ...WAVE, ...change })).toEqual(step));
