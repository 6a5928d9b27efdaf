import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { revealSecret } from '@/lib/services/reveal-secret';
import { rotateSecret } from '@/lib/services/rotate-secret';
import { actorAs } from '@/lib/services/testing/actor-as';
import { createJobs } from '@/lib/sync/create-jobs';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { createTestContext } from '@/lib/sync/testing/test-context';

/**
 * What the web process does for people, without the browser: reveals and rotates one secret after
 * another until it is killed. `acting-process.ts <database URL> <endpoint URL>`.
 */
const [databaseUrl = '', endpointUrl = ''] = process.argv.slice(2);
const jobs = createJobs(databaseUrl);
await jobs.start();
const system = { ...createTestContext(databaseUrl, endpointUrl), jobs };
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');

async function act(turn: number): Promise<void> {
  const rows = (await readInventory(system)).filter(({ deletion }) => deletion === null);
  const rotatable = rows.filter(({ rotationEnabled, rotationLambdaArn }) => rotationEnabled && rotationLambdaArn);
  const pool = turn % 2 === 0 ? rows : rotatable;
  const row = pool[Math.floor(Math.random() * pool.length)];
  if (!row) return;
  const ctx: Context = { ...system, actor: actorAs('admin'), requestId: randomUUID() };
  const about = { id: row.id, idempotencyKey: randomUUID() };
  if (turn % 2 === 0) await revealSecret(ctx, { ...about, input: { mode: 'fields', reason: 'campaign' } });
  else await rotateSecret(ctx, { ...about, input: { reason: 'campaign', confirmName: row.name } });
}

for (let turn = 0; ; turn += 1) {
  try {
    await act(turn);
  } catch (error) {
    // A refusal, or a database that was killed: both belong to the campaign. Anything else ends the process.
    if (!(error instanceof AppError)) throw error;
  }
  await sleep(30);
}
