import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { putPrintedRoles, type PrintedRoles } from '@/lib/aws/testing/printed-roles';
import { toScope } from '@/lib/aws/testing/test-options';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { judgeRole } from '@/lib/domain/roles/judge-role';
import type { JudgedRole, RoleCheck } from '@/lib/domain/roles/role-check';
import { toRolePolicy, toTrustPolicy } from '@/lib/domain/roles/role-documents';
import type { Statement } from '@/lib/domain/roles/statement';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';

const scope = toScope('222233334444', 'eu-west-1');
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };

let local: LocalAws;
let printed: PrintedRoles;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 0, historyDays: 0, traffic: false, quotas: false });
});
beforeEach(() => {
  printed = putPrintedRoles(local.world, { url: local.url });
});
afterEach(() => {
  local.world.faults.length = 0;
});
afterAll(() => local.close());

async function test(change: Partial<AwsOptions> = {}): Promise<Map<JudgedRole['use'], RoleCheck[]>> {
  const options = { ...printed.options, ...change };
  const aws = createAws(options);
  const [account = printed.account] = aws.accounts();
  const probes = await aws.probeRoles(scope, ada);
  return new Map(probes.map((probe) => [probe.use, judgeRole(probe, account).checks]));
}

const verdicts = (checks: RoleCheck[] = []): Record<string, string> =>
  Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]));

const wrong = (checks: RoleCheck[] = []): RoleCheck[] =>
  checks.filter(({ verdict }) => verdict === 'bad' || verdict === 'warn');

const without = (use: 'read' | 'rotate' | 'reveal' | 'recover', sid: string, more: Statement[] = []): object => {
  const document = toRolePolicy(use, printed.account);
  return { ...document, Statement: [...document.Statement.filter(({ Sid }) => Sid !== sid), ...more] };
};

const trustWithout = (use: 'reveal' | 'read', change: (statement: Record<string, unknown>) => void): object => {
  const trust = JSON.parse(JSON.stringify(toTrustPolicy(use, printed.account)));
  change(trust.Statement[0]);
  return trust;
};

describe('the printed roles', () => {
  it('are found good in every way that can be seen', async () => {
    const roles = await test();
    expect(Object.fromEntries([...roles].map(([use, checks]) => [use, verdicts(checks)]))).toEqual({
      read: {
        trust: 'good',
        'external id': 'good',
        'secretsmanager:ListSecrets': 'good',
        'cloudtrail:LookupEvents': 'good',
        'secretsmanager:DescribeSecret': 'good',
        'secretsmanager:ListSecretVersionIds': 'good',
        'secretsmanager:GetResourcePolicy': 'good',
        'secretsmanager:GetSecretValue': 'good',
        'secretsmanager:BatchGetSecretValue': 'good',
      },
      reveal: {
        trust: 'good',
        person: 'good',
        'external id': 'good',
        'secretsmanager:GetSecretValue': 'good',
        'secretsmanager:BatchGetSecretValue': 'good',
        'kms:Decrypt': 'unknown',
      },
      rotate: {
        trust: 'good',
        person: 'good',
        'external id': 'good',
        'secretsmanager:DescribeSecret': 'good',
        'secretsmanager:RotateSecret': 'good',
        'lambda:GetFunctionConfiguration': 'good',
        'lambda:GetPolicy': 'good',
        'logs:FilterLogEvents': 'good',
        'secretsmanager:GetSecretValue': 'good',
        'secretsmanager:BatchGetSecretValue': 'good',
        'lambda:InvokeFunction': 'unknown',
      },
      recover: {
        trust: 'good',
        person: 'good',
        'external id': 'good',
        'secretsmanager:DescribeSecret': 'good',
        'secretsmanager:UpdateSecretVersionStage': 'good',
        'secretsmanager:CancelRotateSecret': 'good',
        'secretsmanager:GetSecretValue': 'good',
        'secretsmanager:BatchGetSecretValue': 'good',
      },
    });
  });

  it('leave records that name the person and no secret that exists', async () => {
    await test();
    const records = JSON.stringify([...local.world.scopes.values()].flatMap(({ trail }) => trail));
    expect(records).not.toContain('CANARY');
    expect(local.world.scopes.get('222233334444/eu-west-1')?.byArn.size ?? 0).toBe(0);
  });
});

const anything: Statement = { Sid: 'Anything', Effect: 'Allow', Action: ['secretsmanager:*'], Resource: '*' };

describe('what is wrong with a policy', () => {
  it.each(['read', 'rotate'] as const)('is said where %s can read values', async (use) => {
    printed.put(use, { policy: without(use, 'NeverValues', [anything]) });
    const found = wrong((await test()).get(use));
    expect(found.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['secretsmanager:GetSecretValue', 'bad'],
      ['secretsmanager:BatchGetSecretValue', 'bad'],
    ]);
    expect(found[0]?.message).toMatch(/^Can read values: AWS did not refuse but looked for the secret/);
  });

  it('is not only a refusal, but who refuses', async () => {
    printed.put('read', { policy: without('read', 'NeverValues') });
    const value = (await test()).get('read')?.find(({ name }) => name === 'secretsmanager:GetSecretValue');
    expect(value).toMatchObject({ verdict: 'good', message: expect.stringContaining('because nothing grants it') });
  });

  it('is said where what a role is for is missing, with what to grant', async () => {
    printed.put('read', { policy: without('read', 'Facts') });
    printed.put('reveal', { policy: without('reveal', 'OneValue') });
    const roles = await test();
    expect(wrong(roles.get('read')).map(({ name }) => name)).toEqual([
      'secretsmanager:DescribeSecret',
      'secretsmanager:ListSecretVersionIds',
      'secretsmanager:GetResourcePolicy',
    ]);
    expect(wrong(roles.get('reveal'))).toMatchObject([
      {
        name: 'secretsmanager:GetSecretValue',
        remedy: 'Grant secretsmanager:GetSecretValue, as in the printed policy.',
      },
    ]);
  });

  it('is only warned of where functions and logs cannot be looked at', async () => {
    printed.put('rotate', { policy: without('rotate', 'ReadItsLog') });
    expect(wrong((await test()).get('rotate'))).toMatchObject([
      { name: 'logs:FilterLogEvents', verdict: 'warn', message: expect.stringContaining('optional') },
    ]);
  });

  it('is only warned of where automatic rotation cannot be turned off', async () => {
    printed.put('recover', { policy: without('recover', 'TurnRotationOff') });
    expect(wrong((await test()).get('recover'))).toMatchObject([
      {
        name: 'secretsmanager:CancelRotateSecret',
        verdict: 'warn',
        message: expect.stringContaining('optional: without it automatic rotation is not turned off from here'),
      },
    ]);
  });

  it('is not missed where the printed policies are for some functions alone', async () => {
    const limits = { onlyTag: null, rotationFunctions: 'rotate-?-*' };
    printed = putPrintedRoles(local.world, { url: local.url, change: { limits } });
    expect(wrong((await test()).get('rotate'))).toEqual([]);
  });

  it('cannot be seen where acts hang on a tag, and that is said', async () => {
    const limits = { onlyTag: { key: 'keyledger', value: 'managed' }, rotationFunctions: '*' };
    printed = putPrintedRoles(local.world, { url: local.url, change: { limits } });
    const roles = await test();
    expect(wrong(roles.get('reveal'))).toEqual([]);
    expect(roles.get('reveal')).toContainEqual(
      expect.objectContaining({
        name: 'secretsmanager:GetSecretValue',
        verdict: 'unknown',
        message: expect.stringContaining('keyledger=managed'),
      }),
    );
    expect(verdicts(roles.get('rotate'))).toMatchObject({ 'secretsmanager:GetSecretValue': 'good' });
  });
});

describe('what is wrong with a trust policy', () => {
  it('is named where sts:SetSourceIdentity is missing', async () => {
    const trust = trustWithout('reveal', (statement) => {
      statement['Action'] = 'sts:AssumeRole';
    });
    printed.put('reveal', { trust });
    expect((await test()).get('reveal')).toEqual([
      {
        name: 'trust',
        verdict: 'bad',
        message: expect.stringContaining('sts:SetSourceIdentity is missing'),
        remedy: expect.stringContaining(`in the trust policy of ${printed.account.roles.reveal}`),
      },
    ]);
  });

  it('is named where it lets in who names no person, or sends no external id', async () => {
    const trust = trustWithout('reveal', (statement) => {
      statement['Condition'] = {};
    });
    printed.put('reveal', { trust });
    expect(wrong((await test()).get('reveal'))).toMatchObject([
      { name: 'person', verdict: 'bad' },
      { name: 'external id', verdict: 'warn' },
    ]);
  });

  it.each([
    ['the role is not there', () => void local.world.roles.delete(printed.account.roles.reveal ?? '')],
    [
      'it names somebody else',
      () =>
        printed.put('reveal', {
          trust: trustWithout('reveal', (statement) => {
            statement['Principal'] = { AWS: 'arn:aws:iam::333344445555:root' };
          }),
        }),
    ],
    [
      'it asks for another external id',
      () =>
        printed.put('reveal', {
          trust: trustWithout('reveal', (statement) => {
            Object.assign(Object(statement['Condition']), { StringEquals: { 'sts:ExternalId': 'other' } });
          }),
        }),
    ],
  ])('is all that it can be where AWS does not tell: %s', async (_, breakIt) => {
    breakIt();
    const [check, ...others] = (await test()).get('reveal') ?? [];
    expect(others).toEqual([]);
    expect(check).toMatchObject({ name: 'trust', verdict: 'bad' });
    expect(check?.message).toMatch(
      /does not exist, its trust policy does not name .*user\/user-\d+, it asks for another external id than the configured one, or Keyledger’s own policy lacks/,
    );
  });
});

describe('what is not about rights is not judged', () => {
  it.each([
    ['throttle', /Throttling/],
    ['region-off', /./],
    ['html', /not in AWS's form/],
  ])('%s', async (kind, words) => {
    const answer = await fetch(`${local.url}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind, operation: kind === 'region-off' ? undefined : 'DescribeSecret' }),
    });
    expect(answer.ok).toBe(true);
    const checks = [...(await test()).values()].flat();
    expect(wrong(checks)).toEqual([]);
    const unclear = checks.filter(({ name, verdict }) => verdict === 'unknown' && !/kms|lambda/.test(name));
    expect(unclear.length).toBeGreaterThan(1);
    for (const { message } of unclear) expect(message).toMatch(words);
  });
});

describe('the configuration', () => {
  it('is wrong where one role is for two purposes', async () => {
    const [account] = printed.options.accounts;
    if (!account) throw new Error('no account');
    const roles = { ...account.roles, rotate: account.roles.recover };
    expect(wrong((await test({ accounts: [{ ...account, roles }] })).get('recover'))).toContainEqual(
      expect.objectContaining({ name: 'separate', verdict: 'bad', message: expect.stringContaining('rotate') }),
    );
  });

  it('without a role is said to refuse the act, and our own credentials are tried where they are at home', async () => {
    const [account] = printed.options.accounts;
    if (!account) throw new Error('no account');
    const roles = { read: null, reveal: null, rotate: null, recover: null };
    const own = await test({ ownAccountId: '222233334444', accounts: [{ ...account, roles }] });
    expect([...own.keys()]).toEqual(['reveal', 'rotate', 'recover', 'own']);
    expect(own.get('reveal')).toMatchObject([{ name: 'role', verdict: 'unknown' }]);
    expect(verdicts(own.get('own'))).toMatchObject({ 'secretsmanager:GetSecretValue': 'good' });
    const [admin] = [
      { accessKeyId: 'AKIALOCALADMIN000002', secretAccessKey: 'local-only-key-of-an-administrator-00002' },
    ];
    const loose = await test({ ownAccountId: '222233334444', credentials: admin, accounts: [{ ...account, roles }] });
    expect(verdicts(loose.get('own'))).toMatchObject({
      'secretsmanager:ListSecrets': 'good',
      'secretsmanager:GetSecretValue': 'bad',
    });
  });
});
