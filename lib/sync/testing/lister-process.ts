import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { createTestContext } from './test-context';

/** Lists one scope over and over, to be killed: `lister-process.ts <database URL> <endpoint URL> <scope>`. */
const [databaseUrl = '', endpointUrl = '', scopeId = ''] = process.argv.slice(2);
const list = createInventoryHandler(createTestContext(databaseUrl, endpointUrl));
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');
for (;;) {
  // A database that was killed is away for a while.
  await list(toJobData(scopeId), new AbortController().signal).catch(() => sleep(100));
}
