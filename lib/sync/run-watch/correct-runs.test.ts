import { expect, it } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { RotationRun } from '@/lib/domain/run';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { correctRuns } from './correct-runs';

const AT = new Date('2026-11-20T12:00:00Z');
const toRun = (startedBy: RotationRun['startedBy']): RotationRun => ({
  id: '11111111-2222-4333-8444-555555555555',
  secretId: 'one',
  arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf',
  scopeId: '111122223333:eu-west-1',
  state: 'failed',
  step: 'setSecret',
  message: 'The rotation failed in setSecret.',
  startedBy,
  reason: null,
  startedAt: AT,
  updatedAt: AT,
  endedAt: AT,
  previousVersionId: null,
});

/** Over no database: what is asked of the store is answered here. */
async function correct(startedBy: RotationRun['startedBy']): Promise<string[]> {
  const asked: string[] = [];
  const { store, ...rest } = createTestContext('postgresql://nobody@127.0.0.1:1/none', 'http://127.0.0.1:1');
  const runs = {
    ...store.runs,
    succeededAfterAll: async () => [toRun(startedBy)],
    correct: async (id: string) => void asked.push(`correct ${id.slice(0, 8)}`),
  };
  const ledger = {
    ...store.ledger,
    list: async () => [],
    append: async ({ phase }: { phase: string }) => {
      asked.push(`append ${phase}`);
      throw new Error('enough');
    },
  };
  const inventory = { ...store.inventory, find: async () => null };
  const ctx: SystemContext = { ...rest, store: { ...store, runs, ledger, inventory } };
  await correctRuns(ctx).catch((error: unknown) => asked.push(String(error)));
  await store.close();
  return asked;
}

it('enters the success of what was begun from here before the run is changed', async () => {
  expect(await correct({ id: 'x', name: 'Ana' })).toEqual(['append done', 'Error: enough']);
});

it('enters nothing of what was begun elsewhere, which is no act of anybody here', async () => {
  expect(await correct(null)).toEqual(['correct 11111111']);
});
