import 'server-only';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { startWorker } from '@/lib/sync/start-worker';
import { toLocalDiscovery } from '@/lib/aws/testing/discovery-options';
import { FINDING_ALL } from './discovery-fixture';
import { asAdmin } from './as-admin';
import { createTestContext } from './test-context';

/**
 * A worker in a process of its own, to be killed: `worker-process.ts <database URL> <endpoint URL> <seconds> [discovering |
 * SETTINGS]`. `discovering`: none of the seeded accounts is listed, so that all are found. SETTINGS: of a trail, as JSON, whose
 * bucket is read as an administrator.
 */
const [databaseUrl = '', endpointUrl = '', seconds = '3600', more] = process.argv.slice(2);
const every = Number(seconds);
const discovering = more === 'discovering';
const trail: TrailSettings | null = more && !discovering ? JSON.parse(more) : null;
const [admin] = adminUsers;
const ctx = createTestContext(databaseUrl, endpointUrl, {
  config: {
    historyPollSeconds: every,
    inventoryPollSeconds: every,
    ...(discovering && { discovery: FINDING_ALL }),
    trail,
  },
  ...(discovering && { aws: { accounts: [], discovery: toLocalDiscovery() } }),
  ...(trail && admin && { aws: { trail, credentials: admin } }),
});
await startWorker(ctx, { databaseUrl, pollSeconds: 0.5, findStarter: asAdmin });
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');
