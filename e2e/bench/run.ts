import { execFileSync } from 'node:child_process';
import { measureActs } from './benches/acts';
import { measureEvents } from './benches/events';
import { measureFreshness } from './benches/freshness';
import { measureHistory } from './benches/history';
import { measureImport } from './benches/import';
import { measureInventory } from './benches/inventory';
import { measureListing } from './benches/listing';
import { measureLocalAws } from './benches/local-aws';
import { measureRead } from './benches/read';
import { measureRelisting } from './benches/relisting';
import { measureRetention } from './benches/retention';
import { measureRotation } from './benches/rotation';
import { measureScopes } from './benches/scopes';
import { measureStart } from './benches/start';
import { measureMachine } from './report/machine';
import { toResult, type Report, type Result } from './report/result';
import { keepResults } from './report/results-file';
import { createCleanup, type Cleanup } from './world/cleanup';
import { readAsked, type Asked, type Sizes } from './world/sizes';

type Bench = (report: Report, cleanup: Cleanup, sizes: Sizes) => Promise<void>;

const benches: Record<string, Bench> = {
  start: measureStart,
  history: measureHistory,
  import: measureImport,
  freshness: measureFreshness,
  read: measureRead,
  events: measureEvents,
  retention: measureRetention,
  inventory: measureInventory,
  listing: measureListing,
  relisting: measureRelisting,
  scopes: measureScopes,
  acts: measureActs,
  rotation: measureRotation,
  'local-aws': measureLocalAws,
};

/** Takes one bench: a JSON line for each figure as soon as it is there. Progress goes to the error stream. */
async function take(name: string, bench: Bench, { keep, sizes }: Asked, cleanup: Cleanup): Promise<void> {
  const results: Result[] = [];
  console.error(`${name} …`);
  try {
    await bench(
      (figure) => {
        const result = toResult(name, figure, measureMachine());
        results.push(result);
        console.log(JSON.stringify(result));
      },
      cleanup,
      sizes,
    );
  } catch (error) {
    // What a bench says when its servers are taken from under it is no news.
    if (!interrupted) throw error;
  } finally {
    await cleanup.run();
  }
  if (keep && !interrupted) keepResults(name, results, describeRun(results));
}

function describeRun(results: readonly Result[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const loads = results.map(({ machine }) => machine.load);
  const speeds = results.map(({ machine }) => machine.sha256);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, commit \`${commit}\`, ${results[0]?.machine.cores} cores, load ${Math.min(...loads)}–${Math.max(...loads)}, SHA-256 ${Math.min(...speeds)}–${Math.max(...speeds)} MB/s.`;
}

const cleanup = createCleanup();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interrupted = true;
    console.error(`ended by ${signal} …`);
    void cleanup.run().then(() => process.exit(130));
  });

function readCommandLine(): Asked {
  try {
    return readAsked(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const asked = readCommandLine();
const names = asked.names.length > 0 ? asked.names : Object.keys(benches);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}; --write keeps, --secrets, --seconds, --days and --events make smaller.`,
  );
  process.exit(1);
}
for (const name of names) {
  const bench = benches[name];
  if (bench && !interrupted) await take(name, bench, asked, cleanup);
}
// Interrupted, the handler above ends the process when everything is ended.
if (!interrupted) process.exit(0);
