import 'server-only';
import { connect } from '@/lib/store/connect';
import { deleteBlocks } from '@/lib/store/retention/delete-blocks';
import { deleteDay } from '@/lib/store/retention/delete-day';

/**
 * Deletes reads before a moment, few at once, to be killed in the middle of it: `retention-process.ts <database URL>
 * <before, ISO 8601> <now, ISO 8601> <events at once>`. Ends when there are no more.
 */
const [databaseUrl = '', before = '', now = '', most = ''] = process.argv.slice(2);
const { db, close } = connect({ databaseUrl });
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');
const signal = new AbortController().signal;
const asked = { action: 'read' as const, before: new Date(before), now: new Date(now), signal };
for (let after: string | null = null; ;) {
  const done: Awaited<ReturnType<typeof deleteDay>> = await deleteDay(db, { ...asked, after }, Number(most));
  if (!done) break;
  after = done.day;
}
await deleteBlocks(db, asked.before, signal);
await close();
process.exit(0);
