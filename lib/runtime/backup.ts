import 'server-only';
import { backup } from '@/lib/store/backup/backup';
import { openDatabase } from './open-database';
import { readFileArgument } from './read-file-argument';
import { runProgram } from './run-program';
import { say } from './say';
import { toPathError } from './start-error';

runProgram(
  async (teardown) => {
    const { file, demo } = readFileArgument('backup', process.argv.slice(2));
    const { migrationUrl } = await openDatabase({ demo, for: 'reading' }, teardown);
    const { tables } = await backup(migrationUrl, file).catch((error: unknown) => {
      throw toPathError(file, error);
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const entries = tables.find(({ name }) => name === 'ledger')?.rows ?? 0;
    say(
      `${file} holds the store: ${rows} rows, ${entries} of them the ledger's. Keep it as safe as the ledger itself.`,
    );
  },
  { stays: false },
);
