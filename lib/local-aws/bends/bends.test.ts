import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type ListSecretsCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readOptions } from '@/lib/local-aws/options';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import type { Bend } from './bend';

const local = useLocalWorld();
const names = ['a/one', 'b/two', 'c/six'];

function bend(...bends: Bend[]): void {
  local.aws.world.options.bends = bends;
}

beforeAll(async () => {
  for (const Name of names) await local.secrets().send(new CreateSecretCommand({ Name, SecretString: 'CANARY' }));
});
beforeEach(() => bend());

const list = async (input: ListSecretsCommandInput = {}) => {
  const { SecretList = [], NextToken } = await local.secrets().send(new ListSecretsCommand(input));
  return { found: SecretList.map(({ Name }) => Name), first: SecretList[0], NextToken };
};

const describeOne = (SecretId: string) => local.secrets().send(new DescribeSecretCommand({ SecretId }));

const refusal = async (SecretId = 'none'): Promise<object> => {
  const error: unknown = await describeOne(SecretId).catch((thrown: unknown) => thrown);
  return Object(error);
};

describe('an endpoint that bends', () => {
  it('nothing is the local AWS', async () => {
    expect((await list()).found).toEqual(names);
    await expect(refusal()).resolves.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('ARNs still knows its secrets by what it calls them', async () => {
    bend('names-in-arn');
    expect((await list()).first?.ARN).toBe('a/one');
    bend('arn-without-suffix');
    const { first } = await list();
    expect(first?.ARN).toBe(`arn:aws:secretsmanager:eu-west-1:${account}:secret:a/one`);
    await expect(describeOne(first?.ARN ?? '')).resolves.toMatchObject({ Name: 'a/one' });
    bend('account-zeros');
    const { ARN = '' } = (await list()).first ?? {};
    expect(ARN).toContain(':000000000000:secret:a/one-');
    await expect(describeOne(ARN)).resolves.toMatchObject({ Name: 'a/one', ARN });
    await expect(local.sts().send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Account: '000000000000',
    });
  });

  it('labels and dates leaves them out, or makes them up', async () => {
    bend('no-version-stages-in-list', 'no-dates');
    const { first } = await list();
    expect(first?.SecretVersionsToStages).toBeUndefined();
    expect(first?.CreatedDate).toBeUndefined();
    expect((await describeOne('a/one')).VersionIdsToStages).toBeDefined();
    bend('versions-without-labels', 'version-dates-now');
    expect((await describeOne('a/one')).VersionIdsToStages).toBeUndefined();
    const asked = Date.now();
    const { Versions = [] } = await local.secrets().send(new ListSecretVersionIdsCommand({ SecretId: 'a/one' }));
    expect(Versions[0]?.VersionStages).toBeUndefined();
    // To the second, or the millisecond.
    expect(Versions[0]?.CreatedDate?.getTime()).toBeGreaterThan(asked - 1_000);
  });

  it.each<[Bend, object]>([
    ['html-errors', { $metadata: { httpStatusCode: 400 }, name: 'SyntaxError' }],
    ['xml-errors', { $metadata: { httpStatusCode: 400 }, name: 'SyntaxError' }],
    ['status-404', { $metadata: { httpStatusCode: 404 }, name: 'ResourceNotFoundException' }],
    ['status-500', { $metadata: { httpStatusCode: 500 }, name: 'ResourceNotFoundException' }],
    ['describe-missing', { name: 'UnknownOperationException' }],
  ])('refusals: %s', async (name, expected) => {
    bend(name);
    expect(await refusal()).toMatchObject(expected);
  });

  it('what it does not know of rotations', async () => {
    bend('cancel-missing');
    const answer = local.secrets().send(new CancelRotateSecretCommand({ SecretId: 'a/one' }));
    await expect(answer).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  it.each<[Bend, object]>([
    ['no-lookup-events', { name: 'UnknownOperationException' }],
    ['lookup-events-500', { $metadata: { httpStatusCode: 500 } }],
    ['closes-on-unknown', { code: 'ECONNRESET' }],
  ])('history: %s', async (name, expected) => {
    bend(name);
    await expect(local.trail().send(new LookupEventsCommand({}))).rejects.toMatchObject(expected);
  });

  it('history without an event', async () => {
    bend('history-empty');
    await expect(local.trail().send(new LookupEventsCommand({}))).resolves.toMatchObject({ Events: [] });
  });

  it('history of changes alone', async () => {
    bend('history-of-changes');
    const { Events = [] } = await local.trail().send(new LookupEventsCommand({}));
    expect(Events.length).toBeGreaterThan(0);
    expect(new Set(Events.map(({ ReadOnly }) => ReadOnly))).toEqual(new Set(['false']));
  });

  it('deletions: left out of the listing, or dated with their end', async () => {
    const pending = async () => (await list({ IncludePlannedDeletion: true })).found.includes('d/gone');
    await local.secrets().send(new CreateSecretCommand({ Name: 'd/gone', SecretString: 'CANARY' }));
    await local.secrets().send(new DeleteSecretCommand({ SecretId: 'd/gone' }));
    expect(await pending()).toBe(true);
    bend('planned-deletion-ignored');
    expect(await pending()).toBe(false);
    bend('deleted-date-ahead');
    const { DeletedDate } = await describeOne('d/gone');
    expect(((DeletedDate?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    bend();
    await local.secrets().send(new DeleteSecretCommand({ SecretId: 'd/gone', ForceDeleteWithoutRecovery: true }));
  });

  it('STS away', async () => {
    bend('sts-missing');
    await expect(local.sts().send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('filters and sorting', async () => {
    bend('sort-ignored');
    expect((await list({ SortOrder: 'desc' })).found).toEqual(names);
    bend('filters-ignored');
    expect((await list({ Filters: [{ Key: 'name', Values: ['none'] }] })).found).toEqual(names);
    bend('filters-case-insensitive');
    expect((await list({ Filters: [{ Key: 'name', Values: ['A/ON'] }] })).found).toEqual(['a/one']);
  });

  it('pages', async () => {
    bend('unpaged');
    expect(await list({ MaxResults: 1 })).toMatchObject({ found: names, NextToken: undefined });
    bend('token-dropped');
    expect(await list({ MaxResults: 1 })).toMatchObject({ found: ['a/one'], NextToken: undefined });
    bend('token-ignored');
    const { NextToken } = await list({ MaxResults: 1 });
    expect((await list({ MaxResults: 1, NextToken })).found).toEqual(['a/one']);
    bend('listing-repeats');
    expect((await list()).found).toEqual([...names, 'a/one']);
    bend('listing-omits');
    expect((await list()).found).toEqual(['a/one', 'b/two']);
    bend('empty-for-ever');
    const end = await list();
    await expect(list({ NextToken: end.NextToken })).resolves.toMatchObject({
      found: [],
      NextToken: expect.not.stringContaining(end.NextToken ?? ''),
    });
  });

  it('one token for all pages, of which the last comes for ever', async () => {
    bend('token-repeated');
    const seen: (string | undefined)[] = [];
    let { NextToken, found } = await list({ MaxResults: 1 });
    for (let page = 0; page < 5; page += 1) {
      seen.push(...found);
      ({ NextToken, found } = await list({ MaxResults: 1, NextToken }));
    }
    expect(seen).toEqual(['a/one', 'b/two', 'c/six', 'c/six', 'c/six']);
  });

  it.each<[Bend]>([['token-repeated'], ['token-ignored'], ['empty-for-ever']])(
    '%s behind a bend that reads all pages ends all the same',
    async (endless) => {
      bend(endless, 'unpaged', 'filters-case-insensitive');
      expect((await list()).found).toEqual(names);
      expect((await list({ Filters: [{ Key: 'name', Values: ['A/'] }] })).found).toEqual(['a/one']);
    },
  );

  it('what the SDK reads over: nulls and members that it does not know', async () => {
    bend('nulls', 'unknown-fields');
    expect((await list()).found).toEqual(names);
  });

  it('rotations that are over at once, and block the next one', async () => {
    bend('rotate-ends-at-once', 'pending-rejected-inverse');
    const secrets = local.secrets();
    await secrets.send(new PutSecretValueCommand({ SecretId: 'c/six', SecretString: 'CANARY-2' }));
    const { VersionId = '' } = await secrets.send(new RotateSecretCommand({ SecretId: 'c/six' }));
    expect((await describeOne('c/six')).VersionIdsToStages?.[VersionId]).toEqual(['AWSCURRENT', 'AWSPENDING']);
    await expect(secrets.send(new RotateSecretCommand({ SecretId: 'c/six' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });
});

describe('--bend', () => {
  it('takes names with commas between, and says which there are', () => {
    expect(readOptions(['--bend', 'no-dates,unpaged']).bends).toEqual(['no-dates', 'unpaged']);
    expect(() => readOptions(['--bend', 'none'])).toThrow(/no-dates.*not "none"/);
  });
});
