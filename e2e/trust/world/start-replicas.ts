import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Grant } from '@/lib/domain/grant';
import { createCleanup } from '@/e2e/bench/world/cleanup';
import { makeFolder } from '@/e2e/bench/world/make-folder';
import { findFreePort } from '@/e2e/bench/world/ports';
import { startProgram } from '@/e2e/bench/world/program';
import { signInAs } from '@/e2e/bench/world/sign-in';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { everyScope, writeConfig } from '@/e2e/bench/world/write-config';
import { dashboardUser } from '@/lib/local-aws/seed/identities';
import { Client } from './client';
import { Person } from './person';

type People = Readonly<Record<string, readonly Grant[]>>;

export interface Replica {
  url: string;
  as(cookie: string): Person;
}

export interface Replicas {
  one: Replica;
  two: Replica;
  /** The file of both, with these people's grants. */
  grant(people: People): void;
  /** The text of it. */
  file: string;
  /** A session that holds in both. */
  openSession(group: string, subject: string): Promise<{ cookie: string; sessionId: string }>;
  stop(): Promise<void>;
}

const SESSION_SECRET = 'only-for-tests-of-replicas-only-for-tests-of-replicas';
const access = z.object({ ownerPassword: z.string(), appPassword: z.string(), port: z.number() });

/**
 * Two times `npm start`, each with a web server and a worker of its own, over one PostgreSQL (the first one's) and
 * one keyledger.yaml, over a local AWS where a rotation takes minutes.
 */
export async function startReplicas(people: People): Promise<Replicas> {
  const cleanup = createCleanup();
  try {
    const flags = { secrets: 40, 'history-days': 1, traffic: 'off', quotas: 'off', 'rotation-step-ms': 60_000 };
    const aws = await startLocalAws(flags, cleanup);
    const folder = makeFolder(cleanup);
    const grant = (next: People) => void writeConfig(folder, everyScope().slice(0, 1), next);
    grant(people);
    const file = join(folder, 'keyledger.yaml');
    const start = async (name: string, env: Record<string, string>): Promise<Replica> => {
      const port = await findFreePort();
      const program = await startProgram({
        args: ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/start.ts'],
        ready: /Keyledger is ready/,
        env: {
          PORT: String(port),
          LOG_LEVEL: 'warn',
          KEYLEDGER_DATA: join(folder, name),
          KEYLEDGER_CONFIG: file,
          KEYLEDGER_SESSION_SECRET: SESSION_SECRET,
          BENCH_SECRET: 'never sent',
          BENCH_HOOK: 'https://hooks.invalid/never',
          AWS_ENDPOINT_URL: aws.url,
          AWS_REGION: 'eu-west-1',
          AWS_ACCESS_KEY_ID: dashboardUser.accessKeyId,
          AWS_SECRET_ACCESS_KEY: dashboardUser.secretAccessKey,
          AWS_EC2_METADATA_DISABLED: 'true',
          ...env,
        },
      });
      cleanup.add(() => program.stop('SIGTERM').then(() => undefined));
      const client = new Client(`http://127.0.0.1:${port}`);
      cleanup.add(() => client.close());
      return { url: `http://127.0.0.1:${port}`, as: (cookie) => new Person(client, cookie) };
    };
    const one = await start('one', {});
    const { ownerPassword, appPassword, port } = access.parse(
      JSON.parse(readFileSync(join(folder, 'one', 'postgres.json'), 'utf8')),
    );
    const to = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${port}/keyledger`;
    const [owner, app] = [to('keyledger_owner', ownerPassword), to('keyledger_app', appPassword)];
    const two = await start('two', { DATABASE_URL: app, DATABASE_MIGRATION_URL: owner });
    const door = { databaseUrl: owner, publicUrl: one.url, sessionSecret: SESSION_SECRET };
    const openSession = (group: string, subject: string) => signInAs({ group, subject }, door);
    return { one, two, grant, file, openSession, stop: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
