import 'server-only';
import { isSigned } from '@/lib/domain/ledger/sign-anchor';
import { restore } from '@/lib/store/backup/restore';
import { loadAnchors, readBucketAccess } from './anchors/load-anchors';
import { openDatabase } from './open-database';
import { migrateDatabase } from './prepare-database';
import { readFileArgument } from './read-file-argument';
import { runProgram } from './run-program';
import { say } from './say';
import { toPathError } from './start-error';

runProgram(
  async (teardown) => {
    const { file, demo, force, anchors: places } = readFileArgument('restore', process.argv.slice(2));
    const database = await openDatabase({ demo, for: 'restoring' }, teardown);
    await migrateDatabase(database);
    const { anchors } = await loadAnchors(places, readBucketAccess());
    const options = { force, anchors: anchors.filter(isSigned) };
    const { header, ledger, tokensEnded, wavesPaused, lostEntries } = await restore(
      database.migrationUrl,
      file,
      options,
    ).catch((error: unknown) => {
      throw toPathError(file, error);
    });
    say(`The store is as it was at ${header.createdAt}; its ledger has ${ledger.entries} entries.`);
    if (tokensEnded) say(`${tokensEnded} API tokens were ended: make new ones.`);
    if (wavesPaused) say(`${wavesPaused} waves are paused: what they rotated since then is not known here.`);
    if (lostEntries > 0) say(`${lostEntries} later entries of the ledger are lost; its entry about this says so.`);
    if (ledger.brokenAt) say(`That ledger was broken when it was saved, at entry ${ledger.brokenAt.seq}.`);
  },
  { stays: false },
);
