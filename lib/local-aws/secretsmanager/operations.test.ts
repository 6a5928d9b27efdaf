import * as sdk from '@aws-sdk/client-secrets-manager';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

import { secretsManagerOperations } from './operations';

const world = useLocalWorld();

test('an operation that AWS does not have is unknown', async () => {
  const client = world.secrets();
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'headers' in request)
        Object.assign(request.headers ?? {}, { 'x-amz-target': 'secretsmanager.MakeCoffee' });
      return next(args);
    },
    { step: 'build' },
  );
  const call = client.send(new DescribeSecretCommand({ SecretId: 'any' }));
  expect(await refusal(call)).toMatchObject({ code: 'UnknownOperationException', status: 400 });
});

test('every operation that the SDK has is spoken', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(names).toHaveLength(23);
  expect([...secretsManagerOperations.keys()].toSorted()).toEqual(names.toSorted());
});
