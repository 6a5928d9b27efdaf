import 'server-only';
import { EVERYTHING } from '@/lib/domain/grant';
import { toScopeId } from '@/lib/domain/scope';
import { startTestDatabase } from '@/lib/store/testing/test-database';
import { readPlainly } from '@/lib/sync/inventory/read-pages';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { createTestContext } from './test-context';

/**
 * One first listing into a database of its own, for benches: `listing-process.ts <endpoint URL> <account> <region>
 * <plain | planned>`. `plain`: a sequential pager that stores through the same path. Prints what it took as JSON.
 */
const [endpointUrl = '', accountId = '', region = '', how = 'planned'] = process.argv.slice(2);
const database = await startTestDatabase();
const ctx = createTestContext(database.appUrl, endpointUrl);
const scope = { id: toScopeId(accountId, region), accountId, accountName: 'bench', region, partition: 'aws' };
const never = new AbortController().signal;
await ctx.store.scopes.configure([scope]);

async function listPlainly(): Promise<void> {
  const listingId = await ctx.store.inventory.startListing(scope.id, ctx.now());
  await readPlainly({ ctx, scope, listingId, signal: never, seePage: () => undefined });
  await ctx.store.inventory.finishListing(listingId, ctx.now());
}

const [since, cpu] = [performance.now(), process.cpuUsage()];
await (how === 'plain' ? listPlainly() : createInventoryHandler(ctx)(toJobData(scope.id), never));
const seconds = (performance.now() - since) / 1000;
const { user, system } = process.cpuUsage(cpu);
const calls = ctx.aws.takeCalls().reduce((sum, one) => sum + one.calls, 0);
const sight = { inventory: EVERYTHING, history: EVERYTHING };
const secrets = await ctx.store.inventory.count(sight, { pending: 'include' }, ctx.now());
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, calls, secrets, busy: (user + system) / 1e6, megabytes }));
await ctx.store.close();
await database.stop();
