import 'server-only';
import { spawnEntry, type SpawnedEntry } from './spawn-entry';

export type SpawnedWorker = SpawnedEntry;

/** Starts worker-process.ts and waits until it works. It looks again after so many seconds. */
export const spawnWorker = async (databaseUrl: string, endpointUrl: string, everySeconds = 3_600, ...more: string[]) =>
  spawnEntry('worker-process.ts', [databaseUrl, endpointUrl, String(everySeconds), ...more]);
