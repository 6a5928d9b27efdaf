import 'server-only';
import { findStarter } from '@/lib/auth/find-starter';
import { createStore } from '@/lib/store/create-store';
import { createJobs } from '@/lib/sync/create-jobs';
import { startTelling } from '@/lib/sync/demo/start-telling';
import { startWorker } from '@/lib/sync/start-worker';
import { toLedgerDuties } from './anchors/to-duties';
import { readConfigInForce } from './config-in-force';
import { createSystem } from './create-system';
import { beginFollowing, followConfig, isOther, type FollowedConfig } from './follow-config';
import { createLog } from './log/create-log';
import { createNotifier } from './notify/create-notifier';
import { onStop, sayReady } from './processes/on-stop';
import { toAwsOptions } from './to-aws-options';
import { toPlace, toReplica } from './replica';

const LOOK_EVERY_MILLISECONDS = 1000;

const own = readConfigInForce();
const { database, logLevel } = own.config;
if (!database) throw new Error('no database was handed down: start Keyledger with npm start');
const databaseUrl = database.url;
const log = createLog(logLevel, 'worker');
const store = createStore({ databaseUrl, log });
const jobs = createJobs(databaseUrl, log);
await jobs.start();
const place = toPlace(own.config.dataDir);
const following = { store: store.config, log, place, replica: toReplica(place, 'worker') };
let followed = await followConfig(beginFollowing(own), following);

async function work(current: FollowedConfig) {
  const system = createSystem(current, { store, jobs, log });
  const { discovery } = current.config.aws;
  await store.scopes.configure(system.scopes, discovery !== null);
  // What was found may be read by other rules now.
  if (discovery) await jobs.discover();
  const ownRoleArns = current.config.aws.accounts.flatMap(({ roles }) => roles.read ?? []);
  const ledger = toLedgerDuties(current.config, toAwsOptions(current.config, log));
  const telling = { notifier: createNotifier(current.config), isAgreed: () => followed.isAgreed };
  const asWhom = { findStarter: findStarter.bind(null, system) };
  const started = await startWorker(system, { databaseUrl, ownRoleArns, ledger, telling, ...asWhom });
  // Over an endpoint that is not the demo's own nobody knows what there is to tell of.
  if (!current.config.demo || current.config.aws.ownCredentials) return started;
  const stories = startTelling(system);
  return {
    async stop() {
      stories.stop();
      await started.stop();
    },
  };
}

let worker = await work(followed);
let changing = Promise.resolve();

const timer = setInterval(() => {
  changing = changing.then(takeUpChange).catch((error: unknown) => {
    // A worker that could not begin anew is no worker: the supervisor starts another.
    log.error({ error }, 'the changed configuration could not be taken up');
    process.exit(1);
  });
}, LOOK_EVERY_MILLISECONDS);

async function takeUpChange(): Promise<void> {
  // The database may be away for a while; what is in force here stays until it is back.
  const next = await followConfig(followed, following).catch((error: unknown) => {
    log.warn({ error }, 'the configuration in force could not be looked at');
    return followed;
  });
  const isChanged = isOther(next, followed);
  followed = next;
  if (!isChanged) return;
  await worker.stop();
  worker = await work(next);
}

onStop(async () => {
  clearInterval(timer);
  await changing;
  // Nobody here has a file any more; the database may be gone first.
  await store.config.leave(place).catch(() => undefined);
  await worker.stop();
  await jobs.stop();
  await store.close();
});
sayReady();
