import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { Normalised } from '@/lib/domain/event-record';
import { ACCOUNT, assumedRole, context, SECRET_ARN, trailRecord } from '@/lib/domain/testing/trail-record';
import { OWNER, scope } from '@/lib/store/testing/access-world';
import { makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, NO_HISTORY, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

/** Published records of the real service; they are not part of this repository. */
const FILE = new URL('../../../../shared/cloudtrail/awsdocs.jsonl', import.meta.url);
const present = existsSync(FILE);
const notice = present ? '' : ' (skipped: no folder ../shared/cloudtrail)';

const [created, put, updated, rotated, unasked, other] = [1, 2, 3, 4, 5, 6].map(
  (digit) => `${digit}b1e4f5a-0000-4000-8000-00000000000${digit}`,
);
const uuid = (id: string | undefined): string => id ?? '';
const secret = makeSecret({ name: 'prod/payments/db', tags: { team: 'search' }, arn: SECRET_ARN });
const beside = makeSecret({ name: 'prod/payments/other' });
const jana = assumedRole('jana@example.com', { sourceIdentity: 'jana@example.com' });

let made = 0;
const record = (eventName: string, eventTime: string, changes: Record<string, unknown>): Normalised => {
  made += 1;
  return normaliseRecord(
    trailRecord({ eventName, eventTime, eventID: `0e${made}`, readOnly: false, userIdentity: jana, ...changes }),
    context,
  );
};

/** The shapes of public records (aws-facts §2.3): the value never, the token always; AWS answers with the ARN or nothing. */
const RECORDS = [
  record('CreateSecret', '2026-11-10T08:00:00Z', {
    requestParameters: { name: 'prod/payments/db', clientRequestToken: created, forceOverwriteReplicaSecret: false },
    responseElements: { arn: SECRET_ARN },
  }),
  record('PutSecretValue', '2026-11-11T08:00:00Z', {
    requestParameters: { secretId: 'prod/payments/db', clientRequestToken: put },
    responseElements: { arn: SECRET_ARN },
  }),
  // The same call once more makes no other version.
  record('PutSecretValue', '2026-11-11T09:00:00Z', {
    userIdentity: assumedRole('someone-else'),
    requestParameters: { secretId: 'prod/payments/db', clientRequestToken: put },
    responseElements: null,
  }),
  record('UpdateSecret', '2026-11-12T08:00:00Z', {
    requestParameters: { secretId: SECRET_ARN, clientRequestToken: 'anything-else-that-was-sent-along' },
    responseElements: { arn: SECRET_ARN, name: 'prod/payments/db', versionId: updated },
  }),
  record('RotateSecret', '2026-11-13T08:00:00Z', {
    requestParameters: { secretId: SECRET_ARN, clientRequestToken: rotated },
    responseElements: { arn: SECRET_ARN, name: 'prod/payments/db', versionId: rotated },
  }),
  record('PutSecretValue', '2026-11-13T08:00:05Z', {
    userIdentity: assumedRole('rotator', {}, `arn:aws:iam::${ACCOUNT}:role/rotation-function`),
    requestParameters: { secretId: SECRET_ARN, clientRequestToken: rotated, versionStages: ['AWSPENDING'] },
    responseElements: { arn: SECRET_ARN },
  }),
  record('RotationSucceeded', '2026-11-14T08:00:00Z', {
    userIdentity: { accountId: ACCOUNT, invokedBy: 'secretsmanager.amazonaws.com' },
    sourceIPAddress: 'secretsmanager.amazonaws.com',
    userAgent: 'secretsmanager.amazonaws.com',
    requestParameters: null,
    additionalEventData: { SecretId: SECRET_ARN },
    requestID: `Rotation-${SECRET_ARN}-${unasked}`,
    eventType: 'AwsServiceEvent',
  }),
  // Neither a read of a version, nor a label that is moved, nor what was refused makes one.
  record('GetSecretValue', '2026-11-09T08:00:00Z', { requestParameters: { secretId: SECRET_ARN, versionId: other } }),
  record('UpdateSecretVersionStage', '2026-11-09T08:00:00Z', {
    requestParameters: { secretId: SECRET_ARN, versionStage: 'AWSCURRENT', moveToVersionId: other },
  }),
  record('PutSecretValue', '2026-11-09T08:00:00Z', {
    requestParameters: { secretId: SECRET_ARN, clientRequestToken: other },
    errorCode: 'AccessDenied',
    errorMessage: 'not authorized',
  }),
];

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [secret, beside]);
  await test.store.history.preparePartitions(new Date('2026-11-01T00:00:00Z'), NOW);
  await test.store.history.applyEvents({ scopeId: scope.id, records: RECORDS, covered: null, at: NOW });
});
afterAll(() => test.stop());

const tell = async (id: string | undefined, sight = ALL) =>
  (await test.store.history.versionActs(sight, secret.id, [uuid(id)])).map(
    ({ part, eventName, who, principal, at }) => [
      part,
      eventName,
      who ?? principal.label,
      at.toISOString().slice(0, 16),
    ],
  );

describe('what made a version', () => {
  it('is found by the token of the call, by the answer’s version, and is the first such call', async () => {
    expect(await tell(created)).toEqual([['wrote', 'CreateSecret', 'jana@example.com', '2026-11-10T08:00']]);
    expect(await tell(put)).toEqual([['wrote', 'PutSecretValue', 'jana@example.com', '2026-11-11T08:00']]);
    expect(await tell(updated)).toEqual([['wrote', 'UpdateSecret', 'jana@example.com', '2026-11-12T08:00']]);
  });

  it('in a rotation is the function’s call, and who asked for it, or else what AWS tells', async () => {
    const ofBoth = await tell(rotated);
    expect(Object.fromEntries(ofBoth.map(([part = '', eventName]) => [part, eventName]))).toEqual({
      rotation: 'RotateSecret',
      wrote: 'PutSecretValue',
    });
    expect(ofBoth).toHaveLength(2);
    expect(ofBoth.find(([part]) => part === 'rotation')?.[2]).toBe('jana@example.com');
    expect((await tell(unasked)).map(([part, eventName]) => [part, eventName])).toEqual([
      ['rotation', 'RotationSucceeded'],
    ]);
  });

  it('is no read, no label that is moved and nothing that was refused', async () => {
    expect(await tell(other)).toEqual([]);
  });

  it('is told of all versions at once, once each, within sight alone', async () => {
    const ids = [created, put, updated, rotated, unasked, other, put].map(uuid);
    const acts = await test.store.history.versionActs(ALL, secret.id, ids);
    expect(acts).toHaveLength(6);
    expect(await test.store.history.versionActs(NO_HISTORY, secret.id, ids)).toEqual([]);
    expect(await test.store.history.versionActs(OWNER, secret.id, ids)).toEqual([]);
    expect(await test.store.history.versionActs(ALL, beside.id, ids)).toEqual([]);
  });
});

it.skipIf(!present)(`a published record of a creation names its version${notice}`, () => {
  const found = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => normaliseRecord(line, context))
    .flatMap((one) => (one.ok && one.event.eventName === 'CreateSecret' ? [one.event] : []));
  expect(found.map(({ versionId, secretRef }) => [versionId, secretRef?.value])).toEqual([
    ['EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE', 'MyDatabaseSecret'],
  ]);
});
