import 'server-only';
import type { PgBoss } from 'pg-boss';
import { isAskedFor } from '@/lib/domain/athena/athena-settings';
import { isReadFrom } from '@/lib/domain/trail/job/trail-settings';
import type { SystemContext } from '@/lib/domain/ports/context';
import { findAccountsWithRegions } from './discovery/read-regions';
import {
  DISCOVERY_KEY,
  HOUSEKEEPING_KEY,
  LEDGER_KEYS,
  RETENTION_KEY,
  toChannelKey,
  toJobData,
  UNUSUAL_KEY,
  WATCH_KEY,
  type JobKind,
} from './queues';

const EVERY_MILLISECONDS = 10_000;

/**
 * Starts what is missing: jobs of new scopes, of runs that nobody follows, or lost in any other way.
 * A job that waits or works is left alone by the queue's policy.
 */
export function startSweep(boss: PgBoss, ctx: SystemContext): { stop(): void } {
  const send = async (kind: JobKind, about: string): Promise<void> => {
    await boss.send(kind, toJobData(about), { singletonKey: about });
  };
  let isFirst = true;
  async function sweep(): Promise<void> {
    const [scopes, runs] = await Promise.all([ctx.store.scopes.list(), ctx.store.runs.active()]);
    const known = new Set(await ctx.store.athena.knownScopes());
    await send('housekeeping', HOUSEKEEPING_KEY);
    if (ctx.config.discovery) await send('discovery', DISCOVERY_KEY);
    for (const id of await findAccountsWithRegions(ctx)) await send('regions', id);
    await send('unusual', UNUSUAL_KEY);
    await send('retention', RETENTION_KEY);
    await send('notify', WATCH_KEY);
    for (const { name } of ctx.config.notifications.channels) await send('notify', toChannelKey(name));
    for (const about of LEDGER_KEYS) await send('ledger', about);
    for (const id of await ctx.store.changes.scopesWithDue(ctx.now())) await send('changes', id);
    for (const id of await ctx.store.waves.running()) await send('wave', id);
    for (const id of await ctx.store.eventQuestions.open()) await send('events-question', id);
    for (const run of runs) await send('run-watch', run.id);
    for (const scope of scopes) {
      await send('inventory', scope.id);
      // It may have been listed by other rules than those that are in force now.
      if (isFirst) await boss.update('inventory', undefined, { singletonKey: scope.id, startAfter: 0 });
      await send('history', scope.id);
      await send('versions', scope.id);
      // Also one that is not asked for any more: what Athena told of it is to be given back.
      if (known.has(scope.id) || (ctx.config.athena && isAskedFor(ctx.config.athena, scope)))
        await send('athena', scope.id);
      if (ctx.config.trail && isReadFrom(ctx.config.trail, scope)) await send('trail', scope.id);
    }
    isFirst = false;
  }
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  async function turn(): Promise<void> {
    try {
      await sweep();
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      if (!stopped) ctx.log.error({ room: 'sync', error: message }, 'sweep failed; tried again soon');
    }
    if (!stopped) timer = setTimeout(() => void turn(), EVERY_MILLISECONDS);
  }
  void turn();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
