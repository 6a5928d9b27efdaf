import 'server-only';
import type { TrailStore } from '@/lib/domain/ports/trail-store';
import type { Queryable } from '@/lib/store/connect';
import { endLook, findHandled, forgetFiles, listTaken, lookedDays, noteFiles } from './folders';
import { findHealth } from './health';
import { findUse, recordOutcome } from './status';

/** What the worker has read of a trail's bucket, and how that goes. */
export const createTrailStore = (db: Queryable): TrailStore => ({
  lookedDays: (scopeId, reading) => lookedDays(db, scopeId, reading),
  handled: (folder, names) => findHandled(db, folder, names),
  taken: (folder, after) => listTaken(db, folder, after),
  noteFiles: (folder, files, at) => noteFiles(db, folder, files, at),
  endLook: (folder, end, at) => endLook(db, folder, end, at),
  forgetFiles: (scopeId, reading, kept) => forgetFiles(db, scopeId, reading, kept),
  recordOutcome: (scopeId, reading, outcome, at) => recordOutcome(db, scopeId, reading, outcome, at),
  health: (reading) => findHealth(db, reading),
  use: (reading) => findUse(db, reading),
});
