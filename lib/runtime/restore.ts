import 'server-only';
import { restore } from '@/lib/store/backup/restore';
import { openDatabase } from './open-database';
import { migrateDatabase } from './prepare-database';
import { readFileArgument } from './read-file-argument';
import { runProgram } from './run-program';
import { say } from './say';
import { toPathError } from './start-error';

runProgram(
  async (teardown) => {
    const { file, demo, force } = readFileArgument('restore', process.argv.slice(2));
    const database = await openDatabase({ demo, for: 'restoring' }, teardown);
    await migrateDatabase(database);
    const { header, ledger } = await restore(database.migrationUrl, file, { force }).catch((error: unknown) => {
      throw toPathError(file, error);
    });
    say(`The store is as it was at ${header.createdAt}; its ledger has ${ledger.entries} entries.`);
    if (ledger.brokenAt) say(`That ledger was broken when it was saved, at entry ${ledger.brokenAt.seq}.`);
  },
  { stays: false },
);
