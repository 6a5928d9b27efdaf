import 'server-only';
import { createStore } from '@/lib/store/create-store';
import { createJobs } from '@/lib/sync/create-jobs';
import { startWorker } from '@/lib/sync/start-worker';
import { readConfigInForce, refreshConfig, type ConfigInForce } from './config-in-force';
import { createSystem } from './create-system';
import { createLog } from './log/create-log';
import { onStop, sayReady } from './processes/on-stop';
import { recordConfig } from './record-config';

const LOOK_EVERY_MILLISECONDS = 2000;

let inForce = readConfigInForce();
const { database, logLevel } = inForce.config;
if (!database) throw new Error('no database was handed down: start Keyledger with npm start');
const databaseUrl = database.url;
const log = createLog(logLevel, 'worker');
const store = createStore({ databaseUrl, log });
const jobs = createJobs(databaseUrl, log);
await jobs.start();

async function work(current: ConfigInForce) {
  const system = createSystem(current, { store, jobs, log });
  await store.scopes.configure(system.scopes);
  const ownRoleArns = current.config.aws.accounts.flatMap(({ roles }) => roles.read ?? []);
  return startWorker(system, { databaseUrl, ownRoleArns });
}

let worker = await work(inForce);
let changing = Promise.resolve();

const timer = setInterval(() => {
  changing = changing.then(takeUpChange).catch((error: unknown) => {
    // A worker that could not begin anew is no worker: the supervisor starts another.
    log.error({ error }, 'the changed configuration could not be taken up');
    process.exit(1);
  });
}, LOOK_EVERY_MILLISECONDS);

async function takeUpChange(): Promise<void> {
  const next = refreshConfig(inForce, log);
  const changed = next.digest !== inForce.digest;
  inForce = next;
  if (!changed) return;
  await worker.stop();
  const { config, digest } = next;
  await recordConfig(store.ledger, { digest, source: config.source, demo: config.demo }, 'reload', new Date());
  worker = await work(next);
}

onStop(async () => {
  clearInterval(timer);
  await changing;
  await worker.stop();
  await jobs.stop();
  await store.close();
});
sayReady();
