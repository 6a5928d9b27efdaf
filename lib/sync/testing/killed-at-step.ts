import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import { isEnded } from '@/lib/domain/run';
import { rotateSecret } from '@/lib/services/rotate-secret';
import { actorAs } from '@/lib/services/testing/actor-as';
import { createJobs } from '@/lib/sync/create-jobs';
import { startWorker } from '@/lib/sync/start-worker';
import { createTestContext } from './test-context';

/**
 * Asks for one rotation and follows it, as web and worker do, and kills itself at one step of it: before something is asked
 * of store, AWS or queue in its name, while it is under way, or when it was answered.
 * `killed-at-step.ts <database URL> <endpoint URL> <DyingPlan as JSON>`.
 */
export interface DyingPlan {
  secretId: string;
  arn: string;
  name: string;
  idempotencyKey: string;
  /** Counted from 1 over all that names the secret or its run. */
  step: number;
  when: 'before' | 'during' | 'after';
  /** How long it goes on from there. */
  milliseconds: number;
}

const [databaseUrl = '', endpointUrl = '', plan = '{}'] = process.argv.slice(2);
const { secretId, arn, name, idempotencyKey, step, when, milliseconds }: DyingPlan = JSON.parse(plan);
/** What is done in the name of this rotation has one of these in it. */
const names = new Set([secretId, arn, idempotencyKey]);
let steps = 0;

const die = async (after = milliseconds): Promise<never> => {
  if (after > 0) await sleep(after);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

async function count<T>(room: string, method: string, given: readonly unknown[], call: () => Promise<T>): Promise<T> {
  const said = JSON.stringify(given);
  if (![...names].some((one) => said.includes(one))) return call();
  const [entry] = given;
  // The first entry in the ledger has the run's id.
  if (`${room}.${method}` === 'ledger.append' && entry !== null && typeof entry === 'object' && 'actId' in entry)
    names.add(String(entry.actId));
  steps += 1;
  const isIt = steps === step;
  if (isIt && when === 'before') return die();
  const answer = call();
  if (isIt && when === 'during') return die();
  await answer;
  if (isIt) return die();
  return answer;
}

/** What is asynchronous of a room, counted. */
function counted<T extends object>(room: string, target: T): T {
  return new Proxy(target, {
    get(from, property, receiver) {
      const member: unknown = Reflect.get(from, property, receiver);
      if (typeof member !== 'function' || typeof property !== 'string') return member;
      return (...given: unknown[]): unknown => {
        const call = (): unknown => Reflect.apply(member, from, given);
        return ASKED[room]?.includes(property) ? count(room, property, given, async () => call()) : call();
      };
    },
  });
}

const ASKED: Record<string, readonly string[]> = {
  aws: ['describeSecret', 'rotate'],
  jobs: ['watchRun'],
  ledger: ['append', 'list'],
  runs: ['create', 'update', 'find', 'list', 'activeOf'],
  inventory: ['find', 'siblings', 'applyDescribed'],
  idempotency: ['claim', 'finish'],
};

const jobs = createJobs(databaseUrl);
await jobs.start();
const whole = createTestContext(databaseUrl, endpointUrl, {
  config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
});
const { ledger, runs, inventory, idempotency } = whole.store;
const ctx: SystemContext = {
  ...whole,
  aws: counted('aws', whole.aws),
  jobs: counted('jobs', jobs),
  store: {
    ...whole.store,
    ledger: counted('ledger', ledger),
    runs: counted('runs', runs),
    inventory: counted('inventory', inventory),
    idempotency: counted('idempotency', idempotency),
  },
};
await startWorker(ctx, { databaseUrl, pollSeconds: 0.5 });
// The test is gone, be it by kill -9.
process.stdin.resume().once('end', () => process.exit(1));
process.stdout.write('ready\n');

const asking = { ...ctx, actor: actorAs('admin'), requestId: randomUUID() };
const { runId } = await rotateSecret(asking, {
  id: secretId,
  input: { reason: 'campaign', confirmName: name },
  idempotencyKey,
});
for (;;) {
  const run = await runs.find(EVERYTHING, runId);
  // Its end came first: what is left is the queue's.
  if (run && isEnded(run.state)) await die();
  await sleep(20);
}
