import { authorize } from '@/lib/local-aws/iam/authorize';
import { listFunctions, logGroupOf } from '@/lib/local-aws/lambda/function';
import { defineOperation } from '@/lib/local-aws/operation';
import { integer, text } from '@/lib/local-aws/wire/fields';
import { partitionOf } from '@/lib/local-aws/world/partition';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { invalidLogsParameter } from './filter-pattern';

/** DescribeLogGroups: the groups of rotation functions by name, up to 50 a page (CloudWatch Logs API Reference). */
export const describeLogGroups = defineOperation({
  name: 'DescribeLogGroups',
  source: 'logs.amazonaws.com',
  readOnly: true,
  quota: { group: 'DescribeLogGroups', perSecond: 10 },
  input: {
    logGroupNamePrefix: text({ min: 1, max: 512 }),
    logGroupNamePattern: text({ max: 512 }),
    nextToken: text({ min: 1 }),
    limit: integer({ min: 1, max: 50 }),
  },
  shows: ['logGroupNamePrefix', 'logGroupNamePattern', 'limit'],
  resource: () => undefined,
  act: (call, { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '', nextToken, limit = 50 }) => {
    const { scope, world } = call;
    const arn = `arn:${partitionOf(scope.region)}:logs:${scope.region}:${scope.account}:log-group`;
    authorize(call, { action: 'logs:DescribeLogGroups', resource: `${arn}::log-stream:`, owner: scope.account, context: {} }); // prettier-ignore
    const after = nextToken === undefined ? '' : openToken(world.seal, 'groups', nextToken)?.after;
    if (typeof after !== 'string') throw invalidLogsParameter('The specified nextToken is invalid.');
    const names = [...new Set(listFunctions(scope).map(logGroupOf))].sort();
    const rest = names.filter((name) => name > after && name.startsWith(prefix) && name.includes(part));
    const page = rest.slice(0, limit);
    return {
      logGroups: page.map((name) => ({
        logGroupName: name,
        creationTime: Date.UTC(2025, 2, 18, 9, 14),
        metricFilterCount: 0,
        arn: `${arn}:${name}:*`,
        logGroupArn: `${arn}:${name}`,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      })),
      nextToken: rest.length > limit ? sealToken(world.seal, 'groups', { after: page.at(-1) }) : undefined,
    };
  },
});
