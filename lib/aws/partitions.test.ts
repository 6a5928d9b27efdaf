import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeRole } from '@/lib/domain/roles/judge-role';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { createAws } from './create-aws';
import { discoverCaller } from './discover-caller';
import { putPrintedRoles } from './testing/printed-roles';
import { toScope } from './testing/test-options';

const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };
const accountId = '222233334444';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 0, historyDays: 0, traffic: false, quotas: false, rotationStepMs: 20 });
});
afterAll(() => local.close());

describe.each([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])('in %s', (partition, region) => {
  const scope = { ...toScope(accountId, region), partition };

  async function open() {
    const { account, options } = putPrintedRoles(local.world, {
      url: local.url,
      change: { partition, regions: [region] },
    });
    const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
    const admin = makeUser(local.world, [statement], {
      account: accountId,
      arn: `arn:${partition}:iam::${accountId}:user/admin`,
    });
    const secrets = new SecretsManagerClient({ endpoint: local.url, region, credentials: admin.keys, maxAttempts: 1 });
    const { ARN = '' } = await secrets.send(
      new CreateSecretCommand({
        Name: `prod/db/${randomUUID()}`,
        SecretString: 'CANARY-partition',
        ClientRequestToken: randomUUID(),
      }),
    );
    return { aws: createAws(options), account, options, arn: ARN };
  }

  it('the printed roles list, reveal and recover under ARNs of their own', async () => {
    const { aws, arn } = await open();
    expect(arn).toMatch(new RegExp(`^arn:${partition}:secretsmanager:${region}:`));
    const listed: string[] = [];
    for await (const page of aws.listSecrets(scope)) listed.push(...page.map((secret) => secret.arn));
    expect(listed).toContain(arn);
    const { value, versionId, trace } = await aws.reveal(scope, ada, { arn, versionId: null });
    expect(value.reveal()).toBe('CANARY-partition');
    expect(trace.personKnownToAws).toBe(true);
    const clear = { arn, stage: 'AWSPENDING', removeFrom: versionId, moveTo: null } as const;
    await expect(aws.moveStage(scope, ada, clear)).resolves.toMatchObject({ trace: { personKnownToAws: true } });
  });

  it('are found good by the test', async () => {
    const { aws, account } = await open();
    const checks = (await aws.probeRoles(scope, ada)).flatMap((probe) => judgeRole(probe, account).checks);
    expect(checks.length).toBeGreaterThan(20);
    expect(checks.filter(({ verdict, name }) => verdict !== 'good' && !/kms|lambda/.test(name))).toEqual([]);
  });

  it('know who Keyledger is, and credentials of another partition are good for nothing', async () => {
    const { options } = await open();
    const { endpointUrl, credentials } = options;
    await expect(discoverCaller({ endpointUrl, credentials, region })).resolves.toMatchObject({ arn: options.ownArn });
    await expect(discoverCaller({ endpointUrl, credentials, region: 'eu-west-1' })).rejects.toMatchObject({
      problem: { code: 'expired' },
    });
  });
});
