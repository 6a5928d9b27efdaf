import { expect, test } from 'vitest';
import { resourceNames } from './resource-names';

const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
const partial = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db';

test.each([
  ['both', [arn], ['prod/db', arn]],
  ['both', ['prod/db', arn], ['prod/db', arn]],
  ['both', ['prod/db'], ['prod/db']],
  ['both', [partial], ['prod/db', partial]],
  ['name', ['prod/db', arn], ['prod/db']],
  ['name', [partial], ['prod/db']],
  ['arn', ['prod/db', arn], [arn]],
  ['arn', ['prod/db'], ['prod/db']],
  ['both', [], []],
] as const)('by %s, %j is shown as %j', (how, resources, shown) => {
  const event = { id: 'a', time: 0, name: 'n', source: 's', readOnly: true, toRecord: () => ({}), resources };
  expect(resourceNames({ ...event, resourceType: 'AWS::SecretsManager::Secret' }, how)).toEqual(shown);
});

test('what is no secret keeps its name', () => {
  const resources = ['arn:aws:kms:eu-west-1:111122223333:key/1'];
  const event = { id: 'a', time: 0, name: 'n', source: 's', readOnly: true, toRecord: () => ({}), resources };
  expect(resourceNames({ ...event, resourceType: 'AWS::KMS::Key' }, 'name')).toEqual(resources);
});
