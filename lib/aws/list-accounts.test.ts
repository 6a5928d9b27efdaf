import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalDiscovery } from '@/lib/aws/testing/discovery-options';
import { startHostileServer } from '@/lib/aws/testing/hostile-server';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { gatherAccounts, type FoundAccounts } from '@/lib/domain/discovery/organization-account';
import type { Aws } from '@/lib/domain/ports/aws';
import { roleArn } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { addRole } from '@/lib/local-aws/testing/add-role';
import type { AwsDiscovery } from './aws-options';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws({ traffic: false, quotas: false, historyDays: 0, secrets: 0, accounts: 45 });
});
afterAll(() => local.close());

const toAws = (change: Partial<AwsDiscovery> = {}, url = local.url): Aws =>
  createAws(toLocalOptions(url, { accounts: [], discovery: toLocalDiscovery(change) }));

async function find(aws: Aws): Promise<FoundAccounts> {
  const gathered = gatherAccounts();
  for await (const page of aws.listAccounts()) gathered.add(page);
  return gathered.end();
}

const failing = async (aws: Aws): Promise<unknown> => find(aws).catch((error: unknown) => error);

describe('over the local AWS', () => {
  it('every account of the organisation is found, page after page, as the discovery role', async () => {
    const found = await find(toAws());
    expect(found.malformed).toBe(0);
    expect(new Set(found.accounts.map(({ id }) => id))).toEqual(new Set(local.world.accounts.keys()));
    expect(found.accounts[0]).toMatchObject({ name: 'payments-prod', state: 'ACTIVE', joinedAt: expect.any(Date) });
    const records = [...(local.world.scopes.get('111122223333/us-east-1')?.trail.live ?? [])].map((one) =>
      one.toRecord(),
    );
    const asked = records.filter(({ eventName }) => eventName === 'ListAccounts');
    expect(asked).toHaveLength(3);
    expect(JSON.stringify(asked[0])).toContain('assumed-role/KeyledgerDiscovery/keyledger-discovery');
  });

  it('the missing action is named, and whom to grant it', async () => {
    const arn = 'arn:aws:iam::111122223333:role/KeyledgerBare';
    const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
    addRole(local.world, { arn, trust, policy: { Statement: [] } });
    expect(await failing(toAws({ organizations: { role: arn, externalId: null } }))).toMatchObject({
      code: 'upstream',
      problem: {
        code: 'denied',
        message: expect.stringContaining('organizations:ListAccounts in 111122223333:us-east-1'),
        remedy: expect.stringMatching(
          /^Grant organizations:ListAccounts to arn:aws:sts::111122223333:assumed-role\/KeyledgerBare/,
        ),
      },
    });
  });

  it('an account that is neither the management account nor a delegated administrator is told what to name', async () => {
    const arn = 'arn:aws:iam::222233334444:role/KeyledgerDiscovery';
    const all = { Statement: [{ Effect: 'Allow', Action: 'organizations:ListAccounts', Resource: '*' }] };
    const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' }] }; // prettier-ignore
    addRole(local.world, { arn, trust, policy: all });
    expect(await failing(toAws({ organizations: { role: arn, externalId: null } }))).toMatchObject({
      problem: {
        code: 'denied',
        remedy: expect.stringContaining('name a role of one of them at discovery.organizations.role'),
      },
    });
    local.world.options.delegatedAdmin = '222233334444';
    expect((await find(toAws({ organizations: { role: arn, externalId: null } }))).accounts).toHaveLength(45);
    delete local.world.options.delegatedAdmin;
  });

  it('an account in no organisation says so', async () => {
    local.world.options.organization = false;
    expect(await failing(toAws())).toMatchObject({
      problem: { code: 'unsupported', message: expect.stringContaining('AWSOrganizationsNotInUseException') },
    });
    local.world.options.organization = true;
  });

  it.each([
    ['throttled', { kind: 'throttle', operation: 'ListAccounts' }, 'throttled'],
    ['a role that is not there', { kind: 'denied', operation: 'AssumeRole' }, 'denied'],
    ['a proxy in between', { kind: 'html', operation: 'ListAccounts' }, 'protocol'],
    ['credentials that have expired', { kind: 'expired', operation: 'ListAccounts' }, 'expired'],
  ])('%s', async (_, fault, code) => {
    await fetch(`${local.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) });
    expect(await failing(toAws())).toMatchObject({ problem: { code } });
    await fetch(`${local.url}/_local/faults`, { method: 'DELETE' });
  });

  it('the external id is sent, and without it nobody is let in', async () => {
    const arn = 'arn:aws:iam::111122223333:role/KeyledgerGuarded';
    const Condition = { StringEquals: { 'sts:ExternalId': 'keyledger-5f0c' } };
    addRole(local.world, {
      arn,
      trust: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition }] },
      policy: { Statement: [{ Effect: 'Allow', Action: 'organizations:ListAccounts', Resource: '*' }] },
    });
    expect(await failing(toAws({ organizations: { role: arn, externalId: null } }))).toMatchObject({
      problem: { code: 'denied' },
    });
    const aws = toAws({ organizations: { role: arn, externalId: 'keyledger-5f0c' } });
    expect((await find(aws)).accounts).toHaveLength(45);
  });

  it('an account is asked for its regions as its own read role', async () => {
    const regions = await toAws().listRegions({ accountId: '222233334444', accountName: 'shared-staging' });
    expect(regions).toContain('eu-west-1');
    expect(regions).not.toContain('me-south-1');
    const role = local.world.roles.get(roleArn('222233334444', 'read'));
    const before = role?.policies ?? [];
    if (role) role.policies = [];
    const refused: unknown = await toAws()
      .listRegions({ accountId: '222233334444', accountName: 'shared-staging' })
      .catch((error: unknown) => error);
    if (role) role.policies = before;
    expect(refused).toMatchObject({
      problem: {
        code: 'denied',
        remedy: expect.stringContaining('Grant account:ListRegions to arn:aws:sts::222233334444'),
      },
    });
  });
});

describe('an endpoint that is not AWS', () => {
  const page = (accounts: object[], next?: string) => ({
    body: JSON.stringify({ Accounts: accounts, NextToken: next }),
  });
  const one = (id: number) => ({ Id: String(id).padStart(12, '0'), Name: 'x', State: 'ACTIVE' });

  async function ask(...answers: Parameters<typeof startHostileServer>): Promise<unknown> {
    const server = await startHostileServer(...answers);
    try {
      const aws = toAws({ organizations: { role: null, externalId: null } }, server.url);
      return await find(aws).catch((error: unknown) => error);
    } finally {
      await server.close();
    }
  }

  it.each([
    ['repeats one token for ever', [page([one(1)], 'same'), page([one(2)], 'same')]],
    ['gives empty pages with a token for ever', [page([], 'a')]],
    ['gives the same page for ever', [page([one(1)], 'a')]],
  ])('%s: it ends', async (_, answers) => {
    expect(await ask(...answers)).toMatchObject({ problem: { code: 'protocol', lack: 'pages-go-round' } });
  });

  it('goes on after an empty page that has a token, and takes an empty token for the end', async () => {
    const found = await ask(page([one(1)], 'a'), page([], 'b'), page([one(2)], ''));
    expect(found).toMatchObject({ accounts: [{ id: '000000000001' }, { id: '000000000002' }], malformed: 0 });
  });

  it('never ends: it is left after more accounts than any organisation has', async () => {
    const crowd = (from: number) =>
      page(
        Array.from({ length: 20_000 }, (_, index) => one(from + index)),
        `t${from}`,
      );
    const answers = [crowd(0), crowd(20_000), crowd(40_000), crowd(60_000)] as const;
    expect(await ask(...answers)).toMatchObject({
      problem: { code: 'protocol', message: expect.stringContaining('50000') },
    });
  });

  it('says anything: what is no account is counted, and nothing else comes of it', async () => {
    const strange = [
      { Id: '1; drop table' },
      { Id: null },
      {},
      { ...one(3), Name: '\u202Egnp.exe', State: 'x', Status: 'SUSPENDED' },
    ];
    expect(await ask(page([...strange, one(3)]))).toMatchObject({
      malformed: 3,
      accounts: [{ id: '000000000003', name: '\uFFFDgnp.exe', state: 'UNKNOWN' }],
    });
  });

  it.each([
    ['no JSON', '<html>'],
    ['something else', '{"Accounts":"all of them"}'],
  ])('answers %s', async (_, body) => {
    expect(await ask({ body })).toBeInstanceOf(Error);
  });
});
