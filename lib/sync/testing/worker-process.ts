import 'server-only';
import { startWorker } from '@/lib/sync/start-worker';
import { toLocalDiscovery } from '@/lib/aws/testing/discovery-options';
import { FINDING_ALL } from './discovery-fixture';
import { asAdmin } from './as-admin';
import { createTestContext } from './test-context';

/**
 * A worker in a process of its own, to be killed: `worker-process.ts <database URL> <endpoint URL> <seconds> [discovering]`. The
 * last: none of the seeded accounts is listed, so that all are found.
 */
const [databaseUrl = '', endpointUrl = '', seconds = '3600', discovering] = process.argv.slice(2);
const every = Number(seconds);
const ctx = createTestContext(databaseUrl, endpointUrl, {
  config: { historyPollSeconds: every, inventoryPollSeconds: every, ...(discovering && { discovery: FINDING_ALL }) },
  ...(discovering && { aws: { accounts: [], discovery: toLocalDiscovery() } }),
});
await startWorker(ctx, { databaseUrl, pollSeconds: 0.5, findStarter: asAdmin });
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');
