import 'server-only';
import { startWorker } from '@/lib/sync/start-worker';
import { createTestContext } from './test-context';

/** A worker in a process of its own, to be killed: `worker-process.ts <database URL> <endpoint URL>`. */
const [databaseUrl = '', endpointUrl = ''] = process.argv.slice(2);
const ctx = createTestContext(databaseUrl, endpointUrl, {
  config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
});
await startWorker(ctx, { databaseUrl, pollSeconds: 0.5 });
process.stdout.write('ready\n');
