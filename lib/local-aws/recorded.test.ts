import { expect, test } from 'vitest';
import { createCall } from './call';
import { secretsManagerOperations } from './secretsmanager/operations';
import { account, useLocalWorld } from './testing/local-world';
import { labelScenarios } from './testing/replay/labels';
import { metadataScenarios } from './testing/replay/metadata';
import { isRecorded, readRecording } from './testing/replay/recording';
import { functionArn, rotationScenarios } from './testing/replay/rotations';
import { Playing } from './testing/replay/scene';
import { valueScenarios } from './testing/replay/values';
import { isJsonObject, type JsonObject } from './wire/json';

/** Recorded scenarios that are not played as they stand, and why. */
const differences: Record<string, string> = {
  test_no_client_request_token: 'the SDK always sends a token: played below on the operation itself',
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

const world = useLocalWorld();
const scenarios = { ...valueScenarios, ...labelScenarios, ...metadataScenarios, ...rotationScenarios };
const recorded = [...readRecording('secretsmanager')].map(([key, content], index) => ({ key, content, index }));
const base = (key: string) => key.replace(/\[.*$/s, '');
const variant = (key: string) => /\[(.*)\]$/s.exec(key)?.[1] ?? '';
const played = recorded.filter(({ key }) => scenarios[base(key)] !== undefined);
const untold = isRecorded
  ? []
  : [{ key: 'the recordings are not beside the project: nothing is replayed', content: {}, index: 0 }];

test.skipIf(!isRecorded).each([...played, ...untold])('as recorded: $key', async ({ key, content, index }) => {
  // A region of its own for each, so that lists show its secrets alone.
  const region = `eu-${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}-1`;
  await world.control('POST', 'functions', { functionArn: functionArn(region), template: 'generic' });
  const playing = new Playing(content, region, account);
  const scene = {
    client: world.secrets({ region }),
    variant: variant(key),
    region,
    step: playing.step,
    check: playing.check,
  };
  await scenarios[base(key)]?.(scene);
  expect(playing.end()).toEqual([]);
});

test.skipIf(!isRecorded)('every recorded scenario is played, or has its reason', () => {
  const keys = recorded.map(({ key }) => key);
  expect(keys.filter((key) => scenarios[base(key)] === undefined && differences[base(key)] === undefined)).toEqual([]);
});

test.skipIf(!isRecorded).each(['CreateSecret', 'UpdateSecret', 'PutSecretValue', 'RotateSecret'])(
  '%s without a token, as recorded',
  async (operation) => {
    const content = readRecording('secretsmanager').get(`test_no_client_request_token[${operation}]`)?.[
      'no-client-request-exc'
    ];
    const { ['__type']: code, Message: message } =
      isJsonObject(content) && isJsonObject(content.Error) ? content.Error : {};
    const found = world.aws.world.keys.get('AKIALOCALADMIN000001');
    if (found === undefined) throw new Error('no administrator');
    const caller = {
      kind: 'user' as const,
      account,
      arn: found.user.arn,
      accessKeyId: found.key.accessKeyId,
      user: found.user,
    };
    const run = (name: string, body: JsonObject) =>
      secretsManagerOperations
        .get(name)
        ?.run(createCall(world.aws.world, caller, 'eu-west-1', { sourceIp: '127.0.0.1', userAgent: 'test' }), body);
    const Name = `token-${operation}`;
    if (operation !== 'CreateSecret')
      run('CreateSecret', { Name, SecretString: 'CANARY-x', ClientRequestToken: '0'.repeat(32) });
    const id = operation === 'CreateSecret' ? { Name } : { SecretId: Name };
    const value = operation === 'RotateSecret' ? {} : { SecretString: 'CANARY-y' };
    expect(() => run(operation, { ...id, ...value })).toThrow(
      expect.objectContaining({ code: textOf(code), message: textOf(message) }),
    );
  },
);
