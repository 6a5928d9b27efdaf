import 'server-only';
import { describeImport } from '@/lib/domain/trail/describe-import';
import { isWhole } from '@/lib/domain/trail/digests/digest-report';
import { createStore } from '@/lib/store/create-store';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';
import { complain, say } from './say';
import { importTrail } from './trail/import-trail';
import { loadPublicKeys } from './trail/read-digests';
import { readImportArguments } from './trail/read-import-arguments';

const TELL_EVERY_MS = 10_000;
const NOT_WHOLE = 3;

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
    const { path, demo, json, publicKeys, completeReads } = readImportArguments(process.argv.slice(2));
    const proof = publicKeys ? { publicKeys: await loadPublicKeys(publicKeys), completeReads } : {};
    const { url } = await openDatabase({ demo, for: 'reading' }, teardown);
    const store = createStore({ databaseUrl: url, poolSize: 2 });
    teardown.add(() => store.close());
    await store.ping();
    const report = await importTrail(store, path, { now: () => new Date(), progress: tellProgress(), ...proof });
    if (json) say(JSON.stringify(report));
    else for (const line of describeImport(report)) say(line);
    const isRead = report.unreadableFiles + report.quarantined === 0;
    return isRead && (report.digests === null || isWhole(report.digests)) ? 0 : NOT_WHOLE;
  },
  { stays: false },
);
