import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Report } from '@/e2e/bench/report/result';
import { toSpread } from '@/e2e/bench/report/spread';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { makeFolder } from '@/e2e/bench/world/make-folder';
import { findFreePort } from '@/e2e/bench/world/ports';
import { findAlive, findTree } from '@/e2e/bench/world/processes';
import { startProgram } from '@/e2e/bench/world/program';

const SECOND_STARTS = 3;

interface Round {
  readySeconds: number;
  endSeconds: number;
  left: number;
}

/** `npm run demo` from its start to "ready", then Ctrl-C to the end of its last process. */
async function startAndEnd(folder: string): Promise<Round> {
  const env = { PORT: String(await findFreePort()), KEYLEDGER_DATA: folder };
  const demo = await startProgram({ args: ['lib/setup/run.mjs', 'demo'], ready: /demo is ready/, env });
  const pids = new Set(findTree(demo.pid).map(({ pid }) => pid));
  const ended = await demo.stop('SIGINT');
  return { readySeconds: demo.readyMs / 1000, endSeconds: ended / 1000, left: findAlive(pids).length };
}

async function measureCheck(): Promise<{ seconds: number; code: number | null }> {
  const since = performance.now();
  const child = spawn(process.execPath, ['lib/setup/run.mjs', 'check'], { stdio: 'ignore' });
  await once(child, 'exit');
  return { seconds: (performance.now() - since) / 1000, code: child.exitCode };
}

/** Installed and built: how long people wait for the demo, for its end, and for the check. */
export async function measureStart(report: Report, cleanup: Cleanup): Promise<void> {
  const folder = makeFolder(cleanup);
  const first = await startAndEnd(folder);
  report({ metric: 'demo, first start after install and build', value: first.readySeconds, unit: 's' });
  const rounds: Round[] = [];
  for (let round = 0; round < SECOND_STARTS; round += 1) rounds.push(await startAndEnd(folder));
  const ready = toSpread(rounds.map(({ readySeconds }) => readySeconds));
  const end = toSpread([first, ...rounds].map(({ endSeconds }) => endSeconds));
  report({ metric: `demo, second start to ready, p50 of ${SECOND_STARTS}`, value: ready.p50, unit: 's', goal: 10 });
  report({ metric: 'the same, slowest', value: ready.most, unit: 's' });
  report({ metric: 'Ctrl-C to the end, slowest', value: end.most, unit: 's' });
  const left = [first, ...rounds].reduce((sum, round) => sum + round.left, 0);
  report({ metric: 'processes left behind', value: left, unit: 'processes', goal: 0 });
  const { seconds, code } = await measureCheck();
  report({ metric: `npm run check${code === 0 ? '' : ' (it found mistakes)'}`, value: seconds, unit: 's', goal: 30 });
}
