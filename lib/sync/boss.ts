import 'server-only';
import { PgBoss, type Clock, type ConstructorOptions } from 'pg-boss';
import type { Log } from '@/lib/domain/ports/context';
import { foldErrors } from './fold-errors';

/** How often dead workers' jobs are looked for; together with the heartbeat the longest time a job lies idle. */
const SUPERVISE_SECONDS = 1;

type Role = 'migrate' | 'send' | 'work';

const OPTIONS: Record<Role, Partial<ConstructorOptions>> = {
  migrate: { migrate: true, createSchema: true, supervise: false, max: 2 },
  send: { migrate: false, createSchema: false, supervise: false, max: 4 },
  work: {
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    max: 6,
  },
};

/** A pg-boss that does no more than its role needs: only the owner of the schema changes it. */
export function createBoss(connectionString: string, role: Role, log: Log | null, clock?: Clock): PgBoss {
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    schedule: false,
    registerInstance: false,
    // Both need rights that only the schema's owner has.
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    ...OPTIONS[role],
    ...(clock ? { clock } : {}),
  });
  boss.on(
    'error',
    foldErrors((error) => log?.error({ room: 'sync', error }, 'jobs: the database does not answer')),
  );
  boss.on('warning', (warning) => log?.warn({ room: 'sync', warning: warning.message }, 'jobs: warning'));
  return boss;
}
