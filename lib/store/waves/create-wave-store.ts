import 'server-only';
import type { WaveStore } from '@/lib/domain/ports/wave-store';
import type { Queryable } from '@/lib/store/connect';
import { advance } from './advance';
import { draftWave, forgetWaves, pauseWavesOf, startWave, steerWave } from './change-waves';
import { createRunsTogether, giveBack, isTurn, settle } from './end-turn';
import { listItems } from './read-items';
import { findWave, listWaves } from './read-waves';
import { findWorked, listRunning, takeOver } from './work-wave';

export const createWaveStore = (db: Queryable): WaveStore => ({
  draft: (wave, items, most) => draftWave(db, wave, items, most),
  list: (sight, query) => listWaves(db, sight, query),
  find: (sight, id) => findWave(db, sight, id),
  items: (visibility, id, query) => listItems(db, visibility, id, query),
  start: (id, start) => startWave(db, id, start),
  steer: (id, change) => steerWave(db, id, change),
  pauseOf: (personId, pause) => pauseWavesOf(db, personId, pause),
  forget: (before) => forgetWaves(db, before),
  running: () => listRunning(db),
  findWorked: (id) => findWorked(db, id),
  advance: (id, now, plan) => advance(db, id, now, plan),
  takeOver: (id, before, now) => takeOver(db, id, before, now),
  isTurn: (id, item) => isTurn(db, id, item),
  createRun: createRunsTogether(db),
  giveBack: (id, item, back) => giveBack(db, id, item, back),
  settle: (id, item, end) => settle(db, id, item, end),
});
