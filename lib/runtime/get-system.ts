import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Jobs, Log } from '@/lib/domain/ports/context';
import type { Store } from '@/lib/domain/ports/store';
import { createStore } from '@/lib/store/create-store';
import { createJobs } from '@/lib/sync/create-jobs';
import { readConfigInForce } from './config-in-force';
import { createSystem } from './create-system';
import { beginFollowing, followConfig, isOther, type FollowedConfig, type Following } from './follow-config';
import { createLog } from './log/create-log';
import { toPlace, toReplica } from './replica';
import type { System } from './system';

const LOOK_EVERY_MILLISECONDS = 1000;

interface Held {
  followed: FollowedConfig;
  following: Following;
  system: System;
  lasting: { store: Store; jobs: Jobs; log: Log };
  lookedAt: number;
  looking: Promise<void> | null;
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
  // The clock looks every second; a process that slept, or whose looks fail, looks before it answers.
  if (Date.now() - held.lookedAt > 2 * LOOK_EVERY_MILLISECONDS) await look(held);
  return held.system;
}

/** A revoked grant holds no longer than until the next look: in every process, whoever saw the file change. */
function look(held: Held): Promise<void> {
  held.looking ??= lookAgain(held)
    // Whoever cannot be asked for the configuration cannot be asked for a session either: nobody gets in by it.
    .catch((error: unknown) => held.lasting.log.warn({ error }, 'the configuration in force could not be looked at'))
    .finally(() => {
      held.looking = null;
    });
  return held.looking;
}

async function lookAgain(held: Held): Promise<void> {
  const next = await followConfig(held.followed, held.following);
  const isChanged = isOther(next, held.followed);
  held.followed = next;
  held.lookedAt = Date.now();
  if (isChanged) held.system = createSystem(next, held.lasting);
}

async function open(): Promise<Held> {
  const own = readConfigInForce();
  const { database, logLevel, dataDir } = own.config;
  if (!database) throw new Error('no database was handed down: start Keyledger with npm start');
  const log = createLog(logLevel, 'web');
  const store = createStore({ databaseUrl: database.url, log, indexed: true });
  const jobs = createJobs(database.url, log);
  const place = toPlace(dataDir);
  const following = { store: store.config, log, place, replica: toReplica(place, 'web') };
  try {
    await jobs.start();
    const followed = await followConfig(beginFollowing(own), following);
    const lasting = { store, jobs, log };
    const system = createSystem(followed, lasting);
    const held: Held = { followed, following, lasting, system, lookedAt: Date.now(), looking: null };
    setInterval(() => void look(held), LOOK_EVERY_MILLISECONDS).unref();
    return held;
  } catch (error) {
    await store.close();
    throw new AppError('unavailable', 'The database cannot be reached.', { cause: error, retryAfterSeconds: 5 });
  }
}
