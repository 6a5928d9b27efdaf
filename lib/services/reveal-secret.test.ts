import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revealAnswer, type RevealAnswer, type RevealInput } from '@/lib/contract/acts';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { createHousekeeper } from '@/lib/sync/housekeeping/keep-house';
import { toJobData } from '@/lib/sync/queues';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { withClient } from '@/lib/store/migrate/with-client';
import { adminClient } from '@/lib/services/testing/admin-client';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { revealSecret } from './reveal-secret';

const JSON_SECRET = 'staging/payments/stripe-api-key';
const BINARY_SECRET = 'prod/payments/sepa-signing-key';
const TEXT_SECRET = 'prod/web/session-key';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

async function reveal(ctx: Context, name: string, input: RevealInput, idempotencyKey?: string): Promise<RevealAnswer> {
  const { id } = await world.row(name);
  return revealAnswer.parse(await revealSecret(ctx, { id, input, idempotencyKey }));
}

const lastAct = async () => {
  const entries = await world.ledger();
  const { actId } = entries.at(-1) ?? {};
  return entries.filter((entry) => entry.actId === actId);
};

describe('a reveal gives', () => {
  it('names of fields alone, without a value, and is an act all the same', async () => {
    const answer = await reveal(world.as('operator'), JSON_SECRET, { mode: 'fields' });
    expect(answer).toMatchObject({ kind: 'json', fields: ['key_id', 'api_key'], stages: ['AWSCURRENT'] });
    expect(answer.value).toBeUndefined();
    expect((await lastAct()).map(({ phase }) => phase)).toEqual(['asked', 'done']);
  });

  it('one field, and no other', async () => {
    const answer = await reveal(world.as('owner'), JSON_SECRET, { mode: 'field', field: 'api_key' });
    expect(answer.value).toMatch(/^\w+[_-]CANARY-\w+$/);
    expect(answer.fields).toBeUndefined();
  });

  it('the whole of JSON, of text, and of bytes as base64', async () => {
    const admin = world.as('admin');
    const whole = { mode: 'whole', reason: 'incident 4711' } as const;
    const json = await reveal(admin, JSON_SECRET, whole);
    expect(Object.keys(JSON.parse(json.value ?? ''))).toEqual(['key_id', 'api_key']);
    expect(await reveal(admin, TEXT_SECRET, whole)).toMatchObject({
      kind: 'text',
      value: expect.stringMatching(/^CANARY-/),
    });
    const binary = await reveal(admin, BINARY_SECRET, whole);
    expect(binary.kind).toBe('binary');
    expect(Buffer.from(binary.value ?? '', 'base64').subarray(0, 4)).toEqual(Buffer.from([0x30, 0x82, 0x00, 0xff]));
    expect(Buffer.from(binary.value ?? '', 'base64').toString('latin1')).toContain('CANARY-');
  });

  it('an earlier version by its id', async () => {
    const scope = await world.scopeOf(JSON_SECRET);
    const { arn, versionStages } = await world.row(JSON_SECRET);
    const before = findVersionWithStage(versionStages, 'AWSCURRENT') ?? '';
    const client = adminClient(world.local.url, scope);
    const token = randomUUID();
    await client.send(
      new PutSecretValueCommand({ SecretId: arn, SecretString: '{"new":"x"}', ClientRequestToken: token }),
    );
    const operator = world.as('operator');
    expect(await reveal(operator, JSON_SECRET, { mode: 'fields' })).toMatchObject({
      versionId: token,
      fields: ['new'],
    });
    expect(await reveal(operator, JSON_SECRET, { mode: 'fields', versionId: before })).toMatchObject({
      versionId: before,
      stages: ['AWSPREVIOUS'],
      fields: ['key_id', 'api_key'],
    });
    expect(await refusalOf(reveal(operator, JSON_SECRET, { mode: 'whole', versionId: randomUUID() }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('nothing for a field that is not there, and says which input is wrong', async () => {
    const refused = await refusalOf(reveal(world.as('operator'), JSON_SECRET, { mode: 'field', field: 'passwort' }));
    expect(refused).toMatchObject({ code: 'invalid', errors: [{ pointer: '/field' }] });
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('CANARY');
    const [asked, failed] = await lastAct();
    expect([asked, failed]).toMatchObject([
      { phase: 'asked', code: null },
      { phase: 'failed', code: 'invalid' },
    ]);
    // AWS has given the value to us, and its record of that must be found from ours.
    const record = awsRecords(world.local, 'GetSecretValue').at(-1);
    expect(failed?.detail.accessKeyId).toMatch(/^ASIA/);
    expect(record?.['userIdentity']).toMatchObject({ accessKeyId: failed?.detail.accessKeyId });
  });
});

describe('the record of a reveal', () => {
  it('is asked before AWS is, and done only after', async () => {
    await world.fault({ kind: 'latency', operation: 'GetSecretValue', latencyMs: 800, count: 1 });
    const reason = `hangs ${randomUUID()}`;
    const answer = reveal(world.as('operator'), JSON_SECRET, { mode: 'fields', reason });
    const phases = async () => (await world.ledger()).filter((entry) => entry.reason === reason).map((e) => e.phase);
    await expect.poll(phases, { interval: 10 }).not.toEqual([]);
    expect(await phases()).toEqual(['asked']);
    await answer;
    expect(await phases()).toEqual(['asked', 'done']);
  });

  it.each([
    ['denied', 'upstream'],
    ['error', 'unavailable'],
    ['html', 'unavailable'],
    ['reset', 'unavailable'],
    ['throttle', 'throttled'],
  ])('says failed when AWS answers with %s', async (kind, code) => {
    await world.fault({ kind, operation: 'GetSecretValue' });
    const refused = await refusalOf(reveal(world.as('operator'), JSON_SECRET, { mode: 'whole' }));
    await world.clearFaults();
    expect(refused.code).toBe(code);
    const [asked, failed] = await lastAct();
    expect([asked, failed].map((entry) => [entry?.phase, entry?.code])).toEqual([
      ['asked', null],
      ['failed', code],
    ]);
    // As whom AWS was asked, so that its own record of the refusal can be found.
    expect(failed?.detail).toMatchObject({
      mode: 'whole',
      personKnownToAws: true,
      sessionName: expect.stringMatching(/^operator@example\.com-[0-9a-f]{12}$/),
      accessKeyId: expect.stringMatching(/^ASIA/),
    });
  });

  it('leads to CloudTrail’s record of what AWS refused', async () => {
    await refusalOf(reveal(world.as('operator'), JSON_SECRET, { mode: 'whole', versionId: randomUUID() }));
    const failed = (await lastAct()).at(-1);
    const record = awsRecords(world.local, 'GetSecretValue').at(-1);
    expect(record).toMatchObject({ errorCode: 'ResourceNotFoundException' });
    expect(failed).toMatchObject({ phase: 'failed', detail: { awsRequestId: record?.['requestID'] } });
    expect(JSON.stringify(record?.['userIdentity'])).toContain(`/${failed?.detail['sessionName']}"`);
  });

  it('names the session also where AWS gave none', async () => {
    await world.fault({ kind: 'denied', operation: 'AssumeRole' });
    await refusalOf(reveal(world.as('operator'), JSON_SECRET, { mode: 'whole' }));
    await world.clearFaults();
    expect((await lastAct()).at(-1)).toMatchObject({
      phase: 'failed',
      detail: { sessionName: expect.stringMatching(/^operator@example\.com-/), accessKeyId: null },
    });
  });

  it('names the person in AWS, by source identity and session, and can be found from the ledger', async () => {
    await reveal(world.as('owner', { email: 'olga@example.com' }), JSON_SECRET, { mode: 'fields' });
    const record = awsRecords(world.local, 'GetSecretValue').at(-1);
    expect(record).toMatchObject({
      userIdentity: {
        arn: expect.stringMatching(
          /^arn:aws:sts::222233334444:assumed-role\/KeyledgerReveal\/olga@example\.com-[0-9a-f]{12}$/,
        ),
        sessionContext: { sourceIdentity: 'olga@example.com' },
      },
    });
    expect(JSON.stringify(awsRecords(world.local, 'AssumeRole'))).toContain('KeyledgerReveal');
    const done = (await lastAct()).at(-1);
    expect(done?.detail).toMatchObject({ personKnownToAws: true, awsRequestId: record?.['requestID'] });
    expect(JSON.stringify(record)).toContain(String(done?.detail['accessKeyId']));
  });

  it('never uses a name that a person can choose', async () => {
    const mallory = { email: null, name: 'olga@example.com', subject: 'mallory', id: 'https://issuer|mallory' };
    await reveal(world.as('operator', mallory), JSON_SECRET, { mode: 'fields' });
    expect(awsRecords(world.local, 'GetSecretValue').at(-1)).toMatchObject({
      userIdentity: { sessionContext: { sourceIdentity: expect.stringMatching(/^mallory-[0-9a-f]{12}$/) } },
    });
  });

  it('says so where AWS does not know the person', async () => {
    const own = adminUsers.find(({ account }) => account === '222233334444');
    const options = toLocalOptions(world.local.url, { demoOverForeignEndpoint: true, ownAccountId: '222233334444' });
    const roles = { read: null, reveal: null, rotate: null, recover: null };
    const accounts = options.accounts.map((account) => ({ ...account, roles }));
    const aws = createAws({ ...options, accounts, ...(own && { credentials: own }) });
    await reveal({ ...world.as('operator'), aws }, JSON_SECRET, { mode: 'fields' });
    expect((await lastAct()).at(-1)?.detail).toMatchObject({ personKnownToAws: false, accessKeyId: null });
  });

  it('is complete, or the value is not given out: one that cannot be ended becomes unknown', async () => {
    const change = (sql: string) => withClient(world.database.ownerUrl, (client) => client.query(sql));
    await world.fault({ kind: 'latency', operation: 'GetSecretValue', latencyMs: 800, count: 1 });
    const reason = `unended ${randomUUID()}`;
    const answer = refusalOf(reveal(world.as('operator'), JSON_SECRET, { mode: 'whole', reason }));
    const phases = async () => (await world.ledger()).filter((entry) => entry.reason === reason).map((e) => e.phase);
    await expect.poll(phases, { interval: 10 }).not.toEqual([]);
    await change(`revoke insert on keyledger.ledger from ${APP_ROLE}`);
    expect((await answer).code).toBe('unavailable');
    await change(`grant insert on keyledger.ledger to ${APP_ROLE}`);
    expect(await phases()).toEqual(['asked']);
    const later = () => new Date(Date.now() + 3 * 60_000);
    await createHousekeeper({ ...world.ctx, now: later })(toJobData('all'), new AbortController().signal);
    expect(await phases()).toEqual(['asked', 'unknown']);
  });

  it('holds no value, nor does a log, whatever was revealed or refused', async () => {
    const { rows } = await withClient(world.database.superuserUrl, (client) =>
      client.query<{ all: string }>(`select (select string_agg(l::text, ' ') from keyledger.ledger l)
        || (select coalesce(string_agg(i::text, ' '), '') from keyledger.idempotency i) as all`),
    );
    expect(rows[0]?.all).toContain('secret.reveal');
    expect(rows[0]?.all).not.toContain('CANARY');
    expect(world.logged.join('\n')).not.toContain('CANARY');
  });
});

describe('an Idempotency-Key', () => {
  it('gives a value once', async () => {
    const key = randomUUID();
    const operator = world.as('operator');
    await reveal(operator, JSON_SECRET, { mode: 'whole' }, key);
    const before = awsRecords(world.local, 'GetSecretValue').length;
    for (const input of [{ mode: 'whole' }, { mode: 'fields' }] as const)
      expect(await refusalOf(reveal(operator, JSON_SECRET, input, key))).toMatchObject({ code: 'conflict' });
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(before);
    await reveal(world.as('owner'), JSON_SECRET, { mode: 'fields' }, key);
  });

  it('is free again where nothing was given out', async () => {
    const key = randomUUID();
    const ask = () => reveal(world.as('operator'), JSON_SECRET, { mode: 'fields' }, key);
    await world.fault({ kind: 'reset', operation: 'GetSecretValue' });
    expect(await refusalOf(ask())).toMatchObject({ code: 'unavailable' });
    await world.clearFaults();
    expect((await ask()).kind).toBe('json');
  });

  it('lets one of two requests at the same moment through', async () => {
    const key = randomUUID();
    const ask = () => reveal(world.as('operator'), JSON_SECRET, { mode: 'fields' }, key);
    const before = awsRecords(world.local, 'GetSecretValue').length;
    const settled = await Promise.allSettled([ask(), ask()]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(before + 1);
  });
});
