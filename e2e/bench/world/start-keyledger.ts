import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PERSONAS } from '@/lib/domain/grant';
import { dashboardUser } from '@/lib/local-aws/seed/identities';
import type { Cleanup } from './cleanup';
import { makeFolder } from './make-folder';
import { findFreePort } from './ports';
import { findTree, shareOfMemory } from './processes';
import { startProgram } from './program';
import { signInAs } from './sign-in';
import { writeConfig, type People } from './write-config';

export interface Keyledger {
  url: string;
  /** Of the role that owns the schema. */
  databaseUrl: string;
  /** Of a new session. */
  cookieOf(person: string): Promise<string>;
  /** A new session of somebody with these people's grants. */
  openSession(person: string, subject: string): Promise<{ cookie: string; sessionId: string }>;
  /** Resident memory of one of its processes; of PostgreSQL all of them, what they share counted once. */
  megabytesOf(part: 'web' | 'worker' | 'postgres'): number;
}

const access = z.object({ ownerPassword: z.string(), port: z.number() });
const SESSION_SECRET = 'only-for-benches-'.repeat(3);

/** `npm start` with an empty store of its own over an endpoint, in production mode, until it is ready. */
export async function startKeyledger(
  endpoint: string,
  scopes: readonly string[],
  cleanup: Cleanup,
  { people = PERSONAS, env = {} }: { people?: People; env?: Record<string, string> } = {},
): Promise<Keyledger> {
  const folder = makeFolder(cleanup);
  const port = await findFreePort();
  const program = await startProgram({
    args: ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/start.ts'],
    ready: /Keyledger is ready/,
    env: {
      PORT: String(port),
      LOG_LEVEL: 'warn',
      KEYLEDGER_DATA: join(folder, 'data'),
      KEYLEDGER_CONFIG: writeConfig(folder, scopes, people),
      KEYLEDGER_SESSION_SECRET: SESSION_SECRET,
      BENCH_SECRET: 'never sent',
      BENCH_HOOK: 'https://hooks.invalid/never',
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: dashboardUser.accessKeyId,
      AWS_SECRET_ACCESS_KEY: dashboardUser.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
  });
  cleanup.add(() => program.stop('SIGTERM').then(() => undefined));
  const { ownerPassword, port: databasePort } = access.parse(
    JSON.parse(readFileSync(join(folder, 'data', 'postgres.json'), 'utf8')),
  );
  const url = env.KEYLEDGER_URL ?? `http://127.0.0.1:${port}`;
  const databaseUrl = `postgresql://keyledger_owner:${ownerPassword}@127.0.0.1:${databasePort}/keyledger`;
  const openSession = (group: string, subject: string) =>
    signInAs({ group, subject }, { databaseUrl, publicUrl: url, sessionSecret: SESSION_SECRET });
  return {
    url,
    databaseUrl,
    openSession,
    cookieOf: async (person) => (await openSession(person, person)).cookie,
    megabytesOf: (part) => {
      const tree = findTree(program.pid);
      if (part !== 'postgres')
        return tree.find(({ command }) => command.includes(`lib/runtime/${part}.ts`))?.megabytes ?? NaN;
      const servers = tree.filter(({ command }) => /^postgres: |\/postgres -D /.test(command));
      return servers.length === 0 ? NaN : servers.reduce((sum, row) => sum + shareOfMemory(row), 0);
    },
  };
}
