import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Jobs, Log } from '@/lib/domain/ports/context';
import type { Store } from '@/lib/domain/ports/store';
import { createStore } from '@/lib/store/create-store';
import { createJobs } from '@/lib/sync/create-jobs';
import { readConfigInForce, refreshConfig, type ConfigInForce } from './config-in-force';
import { createSystem } from './create-system';
import { createLog } from './log/create-log';
import type { System } from './system';

const LOOK_AGAIN_MILLISECONDS = 2000;

interface Held {
  inForce: ConfigInForce;
  system: System;
  lasting: { store: Store; jobs: Jobs; log: Log };
  lookedAt: number;
}

// On globalThis: Next loads this module once for pages and once for routes, and one process needs one pool.
declare global {
  var keyledgerSystem: Promise<Held> | undefined;
}

/** The system of this web process, with the configuration that is in force now. */
export async function getSystem(): Promise<System> {
  globalThis.keyledgerSystem ??= open().catch((error: unknown) => {
    // A failure is not kept: the database may only be late.
    globalThis.keyledgerSystem = undefined;
    throw error;
  });
  const held = await globalThis.keyledgerSystem;
  if (Date.now() - held.lookedAt > LOOK_AGAIN_MILLISECONDS) {
    held.lookedAt = Date.now();
    const { digest } = held.inForce;
    held.inForce = refreshConfig(held.inForce, held.lasting.log);
    if (held.inForce.digest !== digest) held.system = createSystem(held.inForce, held.lasting);
  }
  return held.system;
}

async function open(): Promise<Held> {
  const inForce = readConfigInForce();
  const { database, logLevel } = inForce.config;
  if (!database) throw new Error('no database was handed down: start Keyledger with npm start');
  const log = createLog(logLevel, 'web');
  const store = createStore({ databaseUrl: database.url, log });
  const jobs = createJobs(database.url, log);
  try {
    await jobs.start();
  } catch (error) {
    await store.close();
    throw new AppError('unavailable', 'The database cannot be reached.', { cause: error, retryAfterSeconds: 5 });
  }
  const lasting = { store, jobs, log };
  return { inForce, lasting, system: createSystem(inForce, lasting), lookedAt: Date.now() };
}
