import 'server-only';
import { describeImport } from '@/lib/domain/trail/describe-import';
import { createStore } from '@/lib/store/create-store';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';
import { complain, say } from './say';
import { importTrail } from './trail/import-trail';
import { readImportArguments } from './trail/read-import-arguments';

const TELL_EVERY_MS = 10_000;
const SOME_UNREADABLE = 3;

/** Tells now and then how far it is, on standard error, so that standard output stays what a program reads. */
function tellProgress(): (files: number) => void {
  let toldAt = performance.now();
  return (files) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    complain(`${files.toLocaleString('en-US')} files read …`);
  };
}

runProgram(
  async (teardown) => {
    const { path, demo, json } = readImportArguments(process.argv.slice(2));
    const { url } = await openDatabase({ demo, for: 'reading' }, teardown);
    const store = createStore({ databaseUrl: url, poolSize: 2 });
    teardown.add(() => store.close());
    await store.ping();
    const report = await importTrail(store, path, { now: () => new Date(), progress: tellProgress() });
    if (json) say(JSON.stringify(report));
    else for (const line of describeImport(report)) say(line);
    return report.unreadableFiles + report.quarantined > 0 ? SOME_UNREADABLE : 0;
  },
  { stays: false },
);
