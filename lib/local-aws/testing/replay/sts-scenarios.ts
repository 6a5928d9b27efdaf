import { AssumeRoleCommand, GetFederationTokenCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Role } from '@/lib/local-aws/iam/identity';
import type { Keys } from '@/lib/local-aws/testing/local-world';
import type { Playing } from './scene';

export type StsScene = {
  playing: Playing;
  client: (keys?: Keys) => STSClient;
  /** A role as recorded, which trusts its own account; checked off under the step's name. */
  role: (step: string) => Role;
};

const tag = (Key: string, Value: string) => ({ Key, Value });

function assume(role: Role, more: Partial<AssumeRoleCommandInput>): AssumeRoleCommand {
  return new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'recorded', ...more });
}

/** The recorded scenarios of STS whose calls this endpoint speaks, by their names. */
export const stsScenarios: Record<string, (scene: StsScene) => Promise<void>> = {
  test_get_federation_token: async ({ playing, client }) => {
    await playing.step(
      'get-federation-token',
      client().send(new GetFederationTokenCommand({ Name: 'recorded', DurationSeconds: 900 })),
    );
  },
  test_assume_role: async ({ playing, client, role }) => {
    const known = role('create-role');
    playing.check('role-session-name', { RoleSessionName: 'recorded' });
    await playing.step('assume-role', client().send(assume(known, {})));
  },
  test_assume_role_tag_validation: async ({ playing, client, role }) => {
    const known = role('role-1');
    const Tags = [tag('SessionTag1', 'one')];
    const unknown = assume(known, { Tags, TransitiveTagKeys: ['InvalidKey'] });
    await playing.step('invalid-transitive-tag-keys', client().send(unknown));
    const twice = assume(known, { Tags: [...Tags, tag('sessiontag1', 'two')] });
    await playing.step('duplicate-tag-keys-different-casing', client().send(twice));
  },
  test_iam_role_chaining_override_transitive_tags: async ({ playing, client, role }) => {
    const [first, second] = [role('role-1'), role('role-2')];
    const Tags = [tag('SessionTag1', 'one'), tag('SessionTag2', 'two')];
    const { Credentials } = await client().send(assume(first, { Tags, TransitiveTagKeys: ['SessionTag1'] }));
    const chained = client({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    });
    const override = assume(second, { Tags: [tag('SessionTag1', 'other')] });
    await playing.step('override-transitive-tag-error', chained.send(override));
    const lower = assume(second, { Tags: [tag('sessiontag1', 'other')] });
    await playing.step('override-transitive-tag-case-ignore-error', chained.send(lower));
  },
};
