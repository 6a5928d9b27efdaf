import 'server-only';
import { describeImport } from '@/lib/domain/trail/describe-import';
import { isWhole } from '@/lib/domain/trail/digests/digest-report';
import { readEnvironment } from '@/lib/config/read-environment';
import { readStoreSettings } from '@/lib/config/read-store-settings';
import { createStore } from '@/lib/store/create-store';
import { createLog } from './log/create-log';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';
import { complain, say } from './say';
import { importTrail } from './trail/import-trail';
import { openSource, type BucketSettings } from './trail/open-source';
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

/** How a bucket is reached from here: by the environment, since what is imported is not keyledger.yaml's to say. */
function readBucketSettings(): BucketSettings {
  const { settings } = readStoreSettings(readEnvironment());
  const options = {
    accounts: [],
    ownAccountId: null,
    ownArn: null,
    policyLimits: { onlyTag: null, rotationFunctions: '*' },
    demoOverForeignEndpoint: false,
    log: createLog('error', 'trail'),
  };
  return { region: settings.region, pathStyle: settings.foreignEndpoint !== null, options };
}

runProgram(
  async (teardown) => {
    const { demo, json, completeReads, ...what } = readImportArguments(process.argv.slice(2));
    const { url } = await openDatabase({ demo, for: 'reading' }, teardown);
    const store = createStore({ databaseUrl: url, poolSize: 2 });
    teardown.add(() => store.close());
    await store.ping();
    const { source, publicKeys } = await openSource(what, readBucketSettings());
    const options = { now: () => new Date(), progress: tellProgress(), publicKeys, completeReads };
    const report = await importTrail(store, source, options);
    if (json) say(JSON.stringify(report));
    else for (const line of describeImport(report)) say(line);
    const isRead = report.unreadableFiles + report.quarantined === 0;
    return isRead && (report.digests === null || isWhole(report.digests)) ? 0 : NOT_WHOLE;
  },
  { stays: false },
);
