import 'server-only';
import { createStore } from '@/lib/store/create-store';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';
import { say } from './say';
import { StartError } from './start-error';

/** Exit code 0: every entry follows from the one before it. 1: the chain is broken, and where. */
runProgram(
  async (teardown) => {
    const demo = process.argv.includes('--demo');
    const { url } = await openDatabase({ demo, for: 'reading' }, teardown);
    const store = createStore({ databaseUrl: url, poolSize: 1 });
    teardown.add(() => store.close());
    await store.ping();
    const { entries, head, brokenAt } = await store.ledger.verify();
    if (brokenAt) throw new StartError(`The ledger is broken at entry ${brokenAt.seq}: ${brokenAt.why}`);
    say(`The ledger is whole: ${entries} entries, head ${head ?? 'none'}.`);
    if ((await store.ledgerGuard()) === 'tamper-evident')
      say('The database role in use may change it: keep the head somewhere else (see DATABASE_MIGRATION_URL).');
  },
  { stays: false },
);
