import 'server-only';
import { loadEnvFile, readEnvironment } from '@/lib/config/read-environment';
import { createLog } from './log/create-log';
import { runProgram } from './run-program';
import { say } from './say';
import { supervise } from './supervise';

runProgram(
  async (teardown) => {
    loadEnvFile();
    const log = createLog('info', 'supervisor');
    const { url } = await supervise({ env: readEnvironment(), log, demo: null, onStep: say }, teardown);
    say(`Keyledger is ready: ${url}`);
  },
  { stays: true },
);
