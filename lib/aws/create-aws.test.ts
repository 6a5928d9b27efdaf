import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Aws } from '@/lib/domain/ports/aws';
import type { ObservedSecret } from '@/lib/domain/secret';
import { findVersionWithStage } from '@/lib/domain/secret';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { createAws } from './create-aws';
import { discoverCaller } from './discover-caller';
import { toLocalOptions } from './testing/local-options';
import { toScope } from './testing/test-options';

const prod = toScope('111122223333', 'eu-west-1');
const staging = toScope('222233334444', 'eu-west-1');
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };

let local: LocalAws;
let aws: Aws;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 700, historyDays: 2, traffic: false, rotationStepMs: 100 });
  aws = createAws(toLocalOptions(local.url));
});
afterAll(async () => local.close());
afterEach(async () => control('DELETE', 'faults'));

async function control(method: string, path: string, body?: object): Promise<void> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(`${local.url}/_local/${path}`, init);
  if (!answer.ok) throw new Error(await answer.text());
}
const fault = async (body: object): Promise<void> => control('POST', 'faults', body);

async function listAll(scope = prod): Promise<ObservedSecret[]> {
  const found: ObservedSecret[] = [];
  for await (const page of aws.listSecrets(scope)) found.push(...page);
  return found;
}

async function getSecret(name: string, scope = prod): Promise<ObservedSecret> {
  return aws.describeSecret(scope, name);
}

/** The newest records of a scope that `matches`, waited for. */
async function findRecord(scope: typeof prod, matches: (record: object) => boolean): Promise<object> {
  return vi.waitUntil(
    async () => {
      const to = new Date();
      for await (const { records } of aws.lookupEvents(scope, { from: new Date(to.getTime() - 60_000), to }))
        for (const record of records)
          if (record !== null && typeof record === 'object' && matches(record)) return record;
      return null;
    },
    { timeout: 15_000, interval: 300 },
  );
}

describe('reading', () => {
  it('lists all pages of a scope through its read role, those pending deletion too', async () => {
    const secrets = await listAll();
    expect(secrets.length).toBeGreaterThan(100);
    expect(new Set(secrets.map(({ arn }) => arn)).size).toBe(secrets.length);
    expect(secrets.find(({ name }) => name === 'prod/legacy/crm-password')?.deletedAt).toBeInstanceOf(Date);
    expect(secrets.find(({ name }) => name === 'prod/payments/db')).toMatchObject({
      accountId: '111122223333',
      rotationEnabled: true,
      replicas: null,
    });
  });

  it('describes one secret with its replicas, its versions and its policy', async () => {
    const jwt = await getSecret('prod/identity/jwt-signing');
    expect(jwt.replicas).toEqual([expect.objectContaining({ region: 'us-east-1' })]);
    const versions = await aws.listVersions(prod, jwt.arn);
    expect(versions.filter(({ stages }) => stages.includes('AWSCURRENT'))).toHaveLength(1);
    const datadog = await getSecret('prod/shared/datadog-api-key');
    await expect(aws.findResourcePolicy(prod, datadog.arn)).resolves.toContain('222233334444');
    await expect(aws.findResourcePolicy(prod, jwt.arn)).resolves.toBeNull();
  });

  it('says not_found of what is not there', async () => {
    await expect(getSecret('prod/nowhere')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('reads history within AWS’s quota, newest first', async () => {
    const to = new Date();
    const times: string[] = [];
    let pages = 0;
    const began = performance.now();
    for await (const page of aws.lookupEvents(prod, { from: new Date(to.getTime() - 36 * 3_600_000), to })) {
      pages += 1;
      for (const record of page.records) times.push(String(Reflect.get(Object(record), 'eventTime')));
      // A full page may be the last one, another than the last is full.
      expect(page.records.length === 50 || !page.more).toBe(true);
      if (pages === 4) break;
    }
    expect(times.length).toBeGreaterThan(50);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(performance.now() - began).toBeGreaterThan((pages - 1) * 500 - 50);
  });

  it('refuses to show our own account as another', async () => {
    const [first, ...rest] = toLocalOptions(local.url).accounts.map((account) => ({
      ...account,
      roles: { ...account.roles, read: null },
    }));
    const misled = createAws(toLocalOptions(local.url, { accounts: first ? [first, ...rest] : [] }));
    const listing = misled.listSecrets(staging)[Symbol.asyncIterator]();
    await expect(listing.next()).rejects.toMatchObject({ code: 'upstream', problem: { code: 'denied' } });
  });

  it('goes where the SDK’s own AWS_ENDPOINT_URL points', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', local.url);
    const options = toLocalOptions(local.url);
    const led = createAws({ ...options, endpointUrl: undefined });
    await expect(led.describeSecret(prod, 'prod/payments/db')).resolves.toMatchObject({ name: 'prod/payments/db' });
  });

  it('knows who it runs as', async () => {
    const { endpointUrl, credentials } = toLocalOptions(local.url);
    await expect(discoverCaller({ endpointUrl, credentials, region: 'eu-west-1' })).resolves.toEqual({
      accountId: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/keyledger-dashboard',
      region: 'eu-west-1',
    });
  });

  it.each([
    ['denied', { code: 'upstream', problem: { code: 'denied' } }],
    ['throttle', { code: 'throttled', problem: { code: 'throttled' } }],
    ['error', { code: 'unavailable' }],
    ['html', { problem: { code: 'protocol' } }],
    ['reset', { code: 'unavailable', problem: { code: 'unreachable' } }],
  ])('names what is wrong: %s', async (kind, expected) => {
    await fault({ kind, operation: 'ListSecrets', scope: '333344445555/us-east-1' });
    await expect(listAll(toScope('333344445555', 'us-east-1'))).rejects.toMatchObject(expected);
    await expect(listAll(staging)).resolves.not.toHaveLength(0);
  });

  it('names the action that a role lacks', async () => {
    await fault({ kind: 'denied', operation: 'ListSecrets' });
    const error: unknown = await listAll().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      remedy: expect.stringMatching(
        /^Grant secretsmanager:ListSecrets to arn:aws:sts::111122223333:assumed-role\/KeyledgerRead\/keyledger-read/,
      ),
    });
  });
});

describe('acting', () => {
  it('reveals as the person: AWS’s record names them, and the ledger can find it', async () => {
    const { arn } = await getSecret('prod/payments/stripe-api-key');
    const revealed = await aws.reveal(prod, ada, { arn, versionId: null });
    expect(String(revealed.value.reveal())).toContain('CANARY-');
    expect(revealed).toMatchObject({
      kind: 'text',
      stages: expect.arrayContaining(['AWSCURRENT']),
      trace: { personKnownToAws: true },
    });
    const record = await findRecord(prod, (found) => Reflect.get(found, 'requestID') === revealed.trace.awsRequestId);
    expect(record).toMatchObject({
      eventName: 'GetSecretValue',
      userIdentity: {
        arn: 'arn:aws:sts::111122223333:assumed-role/KeyledgerReveal/ada@example.com',
        accessKeyId: revealed.trace.accessKeyId,
        sessionContext: { sourceIdentity: 'ada@example.com' },
      },
    });
  });

  it('reveals binary and a version that is named', async () => {
    const { arn, versionStages } = await getSecret('prod/payments/sepa-signing-key');
    const versionId = findVersionWithStage(versionStages, 'AWSCURRENT');
    const revealed = await aws.reveal(prod, ada, { arn, versionId });
    expect(revealed).toMatchObject({ kind: 'binary', versionId });
    expect(revealed.value.reveal()).toBeInstanceOf(Uint8Array);
  });

  it('is not found where the version is not', async () => {
    const { arn } = await getSecret('prod/payments/db');
    await expect(aws.reveal(prod, ada, { arn, versionId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('rotates with our token as the version, once however often it is sent, and refuses a second one meanwhile', async () => {
    const { arn, rotationLambdaArn } = await getSecret('staging/payments/db', staging);
    const clientRequestToken = randomUUID();
    const started = await aws.rotate(staging, ada, { arn, rotationLambdaArn, clientRequestToken });
    expect(started).toMatchObject({ versionId: clientRequestToken, trace: { personKnownToAws: true } });
    await expect(aws.rotate(staging, ada, { arn, rotationLambdaArn, clientRequestToken })).resolves.toMatchObject({
      versionId: clientRequestToken,
    });
    const other = aws.rotate(staging, ada, { arn, rotationLambdaArn, clientRequestToken: randomUUID() });
    await expect(other).rejects.toMatchObject({ code: 'conflict' });
    const current = async (): Promise<string | null> =>
      findVersionWithStage((await getSecret(arn, staging)).versionStages, 'AWSCURRENT');
    await vi.waitUntil(async () => (await current()) === clientRequestToken, { timeout: 15_000, interval: 200 });
  });

  it('clears a pending label, and says conflict where it has moved meanwhile', async () => {
    const { arn, versionStages } = await getSecret('prod/search/opensearch');
    const pending = findVersionWithStage(versionStages, 'AWSPENDING') ?? '';
    const what = { arn, stage: 'AWSPENDING', moveTo: null } as const;
    await expect(aws.moveStage(prod, ada, { ...what, removeFrom: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(aws.moveStage(prod, ada, { ...what, removeFrom: pending })).resolves.toMatchObject({
      trace: { personKnownToAws: true },
    });
    expect(findVersionWithStage((await getSecret(arn)).versionStages, 'AWSPENDING')).toBeNull();
  });

  it('turns automatic rotation off and leaves what is pending, and tells what AWS refuses', async () => {
    const { arn, versionStages } = await getSecret('prod/payments/stripe-api-key');
    await expect(aws.cancelRotation(prod, ada, { arn })).resolves.toMatchObject({
      trace: { personKnownToAws: true, awsRequestId: expect.any(String) },
    });
    expect(await getSecret(arn)).toMatchObject({ rotationEnabled: false, nextRotationAt: null, versionStages });
    const never = await getSecret('prod/payments/sepa-signing-key');
    await expect(aws.cancelRotation(prod, ada, { arn: never.arn })).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining("isn't configured for rotation"),
    });
  });

  it('rolls back to the version before, and only from the version that is current', async () => {
    const { arn, versionStages } = await getSecret('prod/payments/db');
    const current = findVersionWithStage(versionStages, 'AWSCURRENT') ?? '';
    const previous = findVersionWithStage(versionStages, 'AWSPREVIOUS') ?? '';
    const move = { arn, stage: 'AWSCURRENT', moveTo: previous } as const;
    await aws.moveStage(prod, ada, { ...move, removeFrom: current });
    expect(findVersionWithStage((await getSecret(arn)).versionStages, 'AWSCURRENT')).toBe(previous);
    const again = aws.moveStage(prod, ada, { ...move, moveTo: current, removeFrom: current });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });
});
