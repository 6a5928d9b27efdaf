import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { readPolicy } from './iam/policy';
import { adminOf } from './seed/identities';
import { useLocalWorld } from './testing/local-world';
import { isRecorded, readRecording } from './testing/replay/recording';
import { Playing } from './testing/replay/scene';
import { stsScenarios } from './testing/replay/sts-scenarios';
import { isJsonObject, type JsonObject } from './wire/json';

const world = useLocalWorld();

/** The account of the recordings stands behind every mask of its own, so that roles can be compared as they are. */
const account = '111122223333';

function createRole(playing: Playing, content: JsonObject, step: string) {
  const recorded = content[step];
  const shown = isJsonObject(recorded) && isJsonObject(recorded.Role) ? recorded.Role : {};
  const text = JSON.stringify(shown.AssumeRolePolicyDocument).replaceAll('111111111111', account);
  const trust: unknown = JSON.parse(text);
  const roleName = `recorded-${step}`;
  const roleId = `AROARECORDED${step.replaceAll(/\W/g, '').toUpperCase().padEnd(9, 'X')}`;
  const arn = `arn:aws:iam::${account}:role/${roleName}`;
  const role = {
    account,
    arn,
    roleName,
    roleId,
    trust: readPolicy(isJsonObject(trust) ? trust : {}),
    policies: [readPolicy({ Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] })],
    maxSessionSeconds: 3600,
  };
  world.aws.world.roles.set(arn, role);
  // Roles are made here, not over the wire: IAM is not spoken, only what STS does with its roles.
  playing.check(step, {
    Role: {
      Arn: arn,
      AssumeRolePolicyDocument: trust,
      CreateDate: new Date(),
      Path: '/',
      RoleId: roleId,
      RoleName: roleName,
    },
  });
  return role;
}

const recorded = [...readRecording('sts')].map(([key, content]) => ({ key, content }));
const played = recorded.filter(({ key }) => stsScenarios[key] !== undefined);

test.skipIf(!isRecorded).each(isRecorded ? played : [{ key: 'no recording', content: {} }])(
  'as recorded: $key',
  async ({ key, content }) => {
    const playing = new Playing(content, 'us-east-1', account);
    await stsScenarios[key]?.({
      playing,
      client: (keys = adminOf(account, 1)) => world.sts({ keys }),
      role: (step) => createRole(playing, content, step),
    });
    expect(playing.end()).toEqual([]);
  },
);

test.skipIf(!isRecorded)('AssumeRole refuses as recorded: test_sts_invalid_parameters', async () => {
  const content = readRecording('sts').get('test_sts_invalid_parameters') ?? {};
  const playing = new Playing(content, 'us-east-1', account);
  const bad = {
    'malformed-arn': { RoleArn: 'nothing-valid-in-here' },
    'no-partition': { RoleArn: 'arn::b:::something/test-role' },
    'no-service': { RoleArn: 'arn:a::::something/test-role' },
    'not-enough-colons': { RoleArn: 'arn:a:::something/test-role' },
    'no-resource': { RoleArn: 'arn:a:a::aaaaaaaaaa:' },
    'invalid-session-name': { RoleSessionName: 'Session1:2' },
  };
  const good = { RoleArn: `arn:aws:iam::${account}:role/any`, RoleSessionName: 'recorded' };
  for (const [step, input] of Object.entries(bad))
    await playing.step(step, world.sts().send(new AssumeRoleCommand({ ...good, ...input })));
  expect(playing.end()).toEqual([]);
});

test.skipIf(!isRecorded)('every recorded scenario of STS is played', () => {
  const known = [...Object.keys(stsScenarios), 'test_sts_invalid_parameters'];
  expect(recorded.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([]);
});
