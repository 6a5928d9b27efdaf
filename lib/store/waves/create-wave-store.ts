import 'server-only';
import type { WaveStore } from '@/lib/domain/ports/wave-store';
import type { Queryable } from '@/lib/store/connect';
import { advance } from './advance';
import { draftWave, forgetDrafts, pauseWavesOf, startWave, steerWave } from './change-waves';
import { listItems } from './read-items';
import { findWave, listWaves } from './read-waves';
import { findWorked, giveBack, listRunning, settle, takeOver } from './work-wave';

export const createWaveStore = (db: Queryable): WaveStore => ({
  draft: (wave, items, most) => draftWave(db, wave, items, most),
  list: (visibility, query) => listWaves(db, visibility, query),
  find: (sight, id) => findWave(db, sight, id),
  items: (visibility, id, query) => listItems(db, visibility, id, query),
  start: (id, start) => startWave(db, id, start),
  steer: (id, change) => steerWave(db, id, change),
  pauseOf: (personId, why) => pauseWavesOf(db, personId, why),
  forgetDrafts: (before) => forgetDrafts(db, before),
  running: () => listRunning(db),
  findWorked: (id) => findWorked(db, id),
  advance: (id, now, plan) => advance(db, id, now, plan),
  takeOver: (id, before, now) => takeOver(db, id, before, now),
  giveBack: (id, item, why) => giveBack(db, id, item, why),
  settle: (id, item, end) => settle(db, id, item, end),
});
