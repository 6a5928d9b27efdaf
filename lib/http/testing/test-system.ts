import 'server-only';
import { loadConfig } from '@/lib/config/load-config';
import { HANDED_DOWN } from '@/lib/config/handed-down';
import { createSystem } from '@/lib/runtime/create-system';
import { createLog } from '@/lib/runtime/log/create-log';
import type { System } from '@/lib/runtime/system';
import { createStore } from '@/lib/store/create-store';
import { startTestDatabase } from '@/lib/store/testing/test-database';
import { createJobs } from '@/lib/sync/create-jobs';

export const ORIGIN = 'http://127.0.0.1:3110';

export interface TestSystem {
  system: System;
  /** Everything that was logged, as written. */
  lines: string[];
  /** Of the role that owns the schema. */
  databaseUrl: string;
  stop(): Promise<void>;
}

const FILE = `
accounts:
  - id: "111111111111"
    name: test
    regions: [eu-west-1]
`;

/**
 * A system over a database of its own, configured as a start would be. `file`: keyledger.yaml; with
 * none, the demo's. Its AWS is never asked by these tests: nothing listens at the endpoint.
 */
export async function startTestSystem(
  options: { file?: string; env?: Record<string, string> } = {},
): Promise<TestSystem> {
  const database = await startTestDatabase();
  const demo = options.file === undefined;
  const loaded = loadConfig(
    {
      PORT: '3110',
      DATABASE_URL: database.appUrl,
      DATABASE_MIGRATION_URL: database.ownerUrl,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-west-1',
      KEYLEDGER_SESSION_SECRET: 'only-for-tests-only-for-tests-only',
      [HANDED_DOWN]: JSON.stringify({ demo, ownCredentials: demo, embeddedDatabase: false, caller: null }),
      ...options.env,
    },
    () => `${FILE}${options.file ?? ''}`,
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const lines: string[] = [];
  const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
  const store = createStore({ databaseUrl: database.appUrl, log });
  const jobs = createJobs(database.appUrl, log);
  const system = createSystem(loaded, { store, jobs, log });
  return {
    system,
    lines,
    databaseUrl: database.ownerUrl,
    stop: async () => {
      await store.close();
      await database.stop();
    },
  };
}
