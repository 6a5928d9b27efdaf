import 'server-only';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { toMistakeLine } from '@/lib/config/mistake';
import { readDemoSettings } from '@/lib/config/read-demo-settings';
import { readEnvironment } from '@/lib/config/read-environment';
import { PERSONAS } from '@/lib/domain/grant';
import { forgetDemo, toDemoFolder } from './demo/demo-folder';
import { prepareForeignEndpoint, prepareLocalEndpoint } from './demo/prepare-endpoint';
import { createProgress } from './demo/progress';
import { readDemoArgs } from './demo/read-args';
import { createLog } from './log/create-log';
import { openLogFile } from './log/open-log-file';
import { makeDataDir } from './make-data-dir';
import { runProgram } from './run-program';
import { say } from './say';
import { StartError, withPath } from './start-error';
import { supervise } from './supervise';
import type { Teardown } from './teardown';

async function demo(teardown: Teardown): Promise<void> {
  const { fresh, dev } = readDemoArgs(process.argv.slice(2));
  const given = readEnvironment();
  const { settings, mistakes } = readDemoSettings(given);
  if (mistakes.length > 0) throw new StartError(mistakes.map(toMistakeLine).join('\n'));
  const folder = toDemoFolder(settings.dataDir, settings.foreignEndpoint?.url ?? null);
  const progress = createProgress();
  if (fresh) {
    progress.step('Forgetting what the demo stored');
    await forgetDemo(folder);
  }
  makeDataDir(folder);
  const foreign = settings.foreignEndpoint !== null;
  progress.step(foreign ? `Using the endpoint ${settings.foreignEndpoint?.url}` : 'Starting the local AWS endpoint');
  const logFile = join(folder, 'keyledger.log');
  const output = withPath(logFile, () => openSync(logFile, 'a', 0o600));
  teardown.add(() => closeSync(output));
  const log = createLog(settings.logLevel, 'supervisor', openLogFile(output));
  const endpoint =
    settings.foreignEndpoint === null
      ? await prepareLocalEndpoint(given, folder, log, teardown)
      : prepareForeignEndpoint(given, folder, settings.foreignEndpoint);
  const { url } = await supervise(
    { env: endpoint.env, log, dev, output, demo: { ownCredentials: foreign }, onStep: progress.step },
    teardown,
  );
  progress.done();
  say(`\nKeyledger's demo is ready: ${url}`);
  say(`The ${foreign ? '' : 'local '}AWS endpoint: ${endpoint.url}`);
  say(`Sign in as ${Object.keys(PERSONAS).join(', ')}. Its log: ${logFile}`);
  say('Ctrl-C ends it; what it stored is kept until: npm run demo -- --fresh');
}

runProgram(demo, { stays: true });
