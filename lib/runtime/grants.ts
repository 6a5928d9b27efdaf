import 'server-only';
import { loadEnvFile, readEnvironment } from '@/lib/config/read-environment';
import { createStore } from '@/lib/store/create-store';
import { loadInForce, loadTried } from './grants/load-tried';
import { printTrial } from './grants/print-trial';
import { readArguments } from './grants/read-arguments';
import { toTrialJson } from './grants/to-json';
import { tryGrants } from './grants/try-grants';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';
import { say } from './say';

const DAYS_MS = 90 * 86_400_000;
const MOST_PEOPLE = 10_000;
const SOMETHING_CHANGES = 3;

/** Exit code 0: nothing changes for anybody. 3: something does. 1: the file is refused, or cannot be compared. */
runProgram(
  async (teardown) => {
    const { file, json, demo } = readArguments(process.argv.slice(2));
    if (!demo) loadEnvFile();
    const env = readEnvironment();
    const after = loadTried(env, file, demo);
    const { url } = await openDatabase({ demo, for: 'reading' }, teardown);
    const store = createStore({ databaseUrl: url, poolSize: 1 });
    teardown.add(() => store.close());
    await store.ping();
    const version = await store.config.findInForce();
    const before = loadInForce(env, version, demo);
    const now = new Date();
    const people = await store.people.list({
      since: new Date(now.getTime() - DAYS_MS),
      now,
      idleSeconds: before?.sessionIdleSeconds ?? after.sessionIdleSeconds,
      limit: MOST_PEOPLE,
    });
    const trial = await tryGrants(store.reach, people, before, after);
    const own = before ? 'the file of this machine, since none was ever in force' : 'no grants at all';
    const against = version ? `version ${version.seq}, in force since ${version.since.toISOString()}` : own;
    say(json ? toTrialJson(trial, people, against) : printTrial(trial, people, against));
    const { added, removed, changed } = trial.statements;
    const isSame = added.length + removed.length + changed.length + trial.moved + trial.people.length === 0;
    return isSame ? 0 : SOMETHING_CHANGES;
  },
  { stays: false },
);
