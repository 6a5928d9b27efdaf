import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { createAws } from './create-aws';
import { toLocalOptions } from './testing/local-options';
import { toScope } from './testing/test-options';

const scope = toScope('111122223333', 'eu-west-1');
const NAME = 'prod/payments/db';
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };

let local: LocalAws;
let door: Awaited<ReturnType<typeof startDoor>>;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 40, historyDays: 0, traffic: false, quotas: false, rotationStepMs: 0 });
  door = await startDoor(local.url);
});
afterAll(async () => {
  await door.close();
  await local.close();
});

/** Passes bytes on and counts who came in; a door that `slams` ends every connection that stands open. */
async function startDoor(endpoint: string) {
  const { port, hostname } = new URL(endpoint);
  const open = new Set<Socket>();
  let came = 0;
  const server = createServer((inside) => {
    came += 1;
    const outside = connect(Number(port), hostname);
    open.add(inside);
    inside.once('close', () => open.delete(inside));
    inside.pipe(outside).pipe(inside);
    for (const socket of [inside, outside]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const slam = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    came: () => came,
    slam,
    async close() {
      slam();
      server.close();
      await once(server, 'close');
    },
  };
}

const records = (name: string) =>
  [...local.world.scopes.values()].flatMap(({ trail }) => [...trail.live]).filter((event) => event.name === name);

async function rotateTimes(aws: ReturnType<typeof createAws>, times: number, between = (): void => undefined) {
  const { arn, rotationLambdaArn } = await aws.describeSecret(scope, NAME);
  const keys: (string | null)[] = [];
  for (let time = 0; time < times; time += 1) {
    const what = { arn, rotationLambdaArn, clientRequestToken: randomUUID() };
    keys.push((await aws.rotate(scope, ada, what)).trace.accessKeyId);
    between();
    await expect.poll(async () => (await aws.describeSecret(scope, arn)).versionStages?.[what.clientRequestToken]).toEqual(['AWSCURRENT']); // prettier-ignore
  }
  return keys;
}

it('rotations share connections, and no session', async () => {
  const aws = createAws(toLocalOptions(door.url));
  await rotateTimes(aws, 1);
  const [before, rotated] = [door.came(), records('RotateSecret').length];
  const keys = await rotateTimes(aws, 10);
  expect(door.came() - before).toBeLessThanOrEqual(1);
  expect(new Set(keys).size).toBe(10);
  expect(records('RotateSecret')).toHaveLength(rotated + 10);
});

it('a connection that ended meanwhile is another, and no second rotation', async () => {
  const aws = createAws(toLocalOptions(door.url));
  const rotated = records('RotateSecret').length;
  await rotateTimes(aws, 5, door.slam);
  expect(records('RotateSecret')).toHaveLength(rotated + 5);
});

it('an act that may be sent once alone has a connection of its own', async () => {
  const aws = createAws(toLocalOptions(door.url));
  const { arn } = await aws.describeSecret(scope, NAME);
  const before = door.came();
  for (let time = 0; time < 3; time += 1) await aws.reveal(scope, ada, { arn, versionId: null });
  // One for its role, one for its value.
  expect(door.came() - before).toBe(6);
});

it('credentials that were refused are asked for anew', async () => {
  const good = toLocalOptions(door.url).credentials;
  let current = { accessKeyId: 'AKIAENDED', secretAccessKey: 'ended' } as typeof good;
  const credentials = async () =>
    typeof current === 'function' ? current() : (current ?? Promise.reject(new Error()));
  const reading = createAws(toLocalOptions(door.url));
  const aws = createAws(toLocalOptions(door.url, { credentials }));
  const { arn, rotationLambdaArn } = await reading.describeSecret(scope, NAME);
  const what = { arn, rotationLambdaArn, clientRequestToken: randomUUID() };
  await expect(aws.rotate(scope, ada, what)).rejects.toMatchObject({ name: 'AppError' });
  current = good;
  await expect(aws.rotate(scope, ada, what)).resolves.toMatchObject({ versionId: what.clientRequestToken });
});
