import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { listFunctions, logGroupOf } from '@/lib/local-aws/lambda/function';
import { defineOperation } from '@/lib/local-aws/operation';
import { hash32, hexOf } from '@/lib/local-aws/seed/hash';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { flag, integer, list, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { partitionOf } from '@/lib/local-aws/world/partition';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { Scope } from '@/lib/local-aws/world/scope';
import { invalidLogsParameter, toMessageTest } from './filter-pattern';
import { linesOf } from './function-lines';
import type { Line } from './step-lines';

const dayMs = 86_400_000;

/** `2026/11/25/[$LATEST]…`: one stream a group and day. */
const streamOf = (group: string, time: number) =>
  `${new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${hexOf(`${group} ${Math.floor(time / dayMs)}`, 32)}`;

function readGroup(name: string | undefined, identifier: string | undefined): string {
  if ((name === undefined) === (identifier === undefined))
    throw invalidLogsParameter('Exactly one of logGroupName and logGroupIdentifier must be given.');
  return name ?? identifier?.replace(/^arn:aws:logs:[^:]*:\d{12}:log-group:/, '').replace(/:\*$/, '') ?? '';
}

function reachGroup(call: Call, group: string) {
  const { scope } = call;
  const arn = `arn:${partitionOf(scope.region)}:logs:${scope.region}:${scope.account}:log-group:${group}:log-stream:`;
  authorize(call, { action: 'logs:FilterLogEvents', resource: arn, shown: arn, owner: scope.account, context: {} });
  const functions = listFunctions(scope).filter((fn) => logGroupOf(fn) === group);
  if (functions.length > 0) return functions;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
} // prettier-ignore

const lastAsked = new WeakMap<Scope, { key: string; lines: readonly Line[] }>();

/** Ninety days of history are written out for the first page alone: the next ones show the same lines. */
function linesFor(scope: Scope, key: string, read: () => Line[]): readonly Line[] {
  const last = lastAsked.get(scope);
  if (last?.key === key) return last.lines;
  const lines = read();
  lastAsked.set(scope, { key, lines });
  return lines;
}

const members = {
  logGroupName: text({ min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/, patternText: '[\\.\\-_/#A-Za-z0-9]+' }),
  logGroupIdentifier: text({ min: 1, max: 2048 }),
  logStreamNames: list(text({ min: 1, max: 512 }), { min: 1, max: 100 }),
  logStreamNamePrefix: text({ min: 1, max: 512 }),
  startTime: integer({ min: 0 }),
  endTime: integer({ min: 0 }),
  filterPattern: text({ max: 1024 }),
  nextToken: text({ min: 1 }),
  limit: integer({ min: 1, max: 10_000 }),
  interleaved: flag,
  unmask: flag,
};

/**
 * FilterLogEvents: the lines of a rotation function's log group in a time range (epoch milliseconds, both ends included),
 * oldest first, by stream and filter pattern (CloudWatch Logs API Reference).
 */
export const filterLogEvents = defineOperation({
  name: 'FilterLogEvents',
  source: 'logs.amazonaws.com',
  readOnly: true,
  quota: { group: 'FilterLogEvents', perSecond: 25 },
  input: members,
  shows: ['logGroupName', 'logGroupIdentifier', 'startTime', 'endTime', 'filterPattern', 'limit', 'interleaved'],
  resource: () => undefined,
  act: (call, input) => {
    const { scope, world, now } = call;
    const group = readGroup(input.logGroupName, input.logGroupIdentifier);
    const functions = reachGroup(call, group);
    const { startTime = 0, endTime = now, limit = 10_000, logStreamNames: names, logStreamNamePrefix: prefix } = input;
    if (startTime > endTime) throw invalidLogsParameter('End time should be greater than or equal to the start time.');
    if (names !== undefined && prefix !== undefined)
      throw invalidLogsParameter('logStreamNamePrefix and logStreamNames cannot both be given.');
    const fits = toMessageTest(input.filterPattern);
    const bound = fingerprint(group, startTime, input.endTime, input.filterPattern, names, prefix, scope.region);
    const opened = input.nextToken === undefined ? undefined : openToken(world.seal, 'lines', input.nextToken);
    const start = input.nextToken === undefined ? 0 : opened?.start;
    if (typeof start !== 'number' || (opened !== undefined && opened.bound !== bound))
      throw invalidLogsParameter('The specified nextToken is invalid.');
    const until = typeof opened?.until === 'number' ? opened.until : now;
    const from = Math.max(startTime, until - 90 * dayMs);
    const found = linesFor(scope, `${bound} ${until}`, () =>
      functions.flatMap((fn) => linesOf(scope, fn, from, Math.min(endTime, until))),
    )
      .map((line, index) => ({ ...line, stream: streamOf(group, line.time), index }))
      .filter(({ message, stream }) => fits(message) && (names?.includes(stream) ?? stream.startsWith(prefix ?? '')));
    const end = start + limit;
    const events: JsonObject[] = found.slice(start, end).map(({ time, message, stream, index }) => ({
      logStreamName: stream,
      timestamp: time,
      message,
      ingestionTime: time + 400 + (hash32(message) % 4000),
      eventId: `${time}${String(hash32(`${index} ${message}`)).padStart(10, '0')}`.padStart(56, '3'),
    }));
    const nextToken = end < found.length ? sealToken(world.seal, 'lines', { start: end, bound, until }) : undefined;
    return { events, searchedLogStreams: [], nextToken };
  },
});
