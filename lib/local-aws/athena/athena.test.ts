import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { viewerUser } from '@/lib/local-aws/seed/identities';

const rows = Array.from({ length: 1500 }, (_, index) => [String(index), index % 2 ? null : 'even']);
const world = useLocalWorld({
  athena: async (sql) => {
    if (sql.includes('never')) await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
    if (sql.includes('broken')) throw new Error('SYNTAX_ERROR: line 1:1');
    return { columns: ['n', 'what'], rows, bytesScanned: 42 };
  },
});

const clientOf = (credentials = adminKeys) =>
  new AthenaClient({ endpoint: world.aws.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
const token = (letter: string) => letter.repeat(32);
const start = async (QueryString: string, ClientRequestToken?: string) =>
  (await clientOf().send(new StartQueryExecutionCommand({ QueryString, ClientRequestToken, WorkGroup: 'keyledger' })))
    .QueryExecutionId;
const stateOf = async (QueryExecutionId: string | undefined) =>
  (await clientOf().send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution;
async function ended(id: string | undefined) {
  for (let look = 0; look < 5; look += 1) {
    const execution = await stateOf(id);
    if (!['QUEUED', 'RUNNING'].includes(execution?.Status?.State ?? '')) return execution;
  }
  throw new Error('it runs on');
}

test('a query is queued, runs, and gives its rows in pages behind a row of names', async () => {
  const id = await start('select 1');
  expect((await stateOf(id))?.Status?.State).toBe('QUEUED');
  expect((await ended(id))?.Statistics?.DataScannedInBytes).toBe(42);
  const first = await clientOf().send(new GetQueryResultsCommand({ QueryExecutionId: id }));
  expect(first.ResultSet?.Rows?.slice(0, 3)).toEqual([
    { Data: [{ VarCharValue: 'n' }, { VarCharValue: 'what' }] },
    { Data: [{ VarCharValue: '0' }, { VarCharValue: 'even' }] },
    { Data: [{ VarCharValue: '1' }, {}] },
  ]);
  const { NextToken } = first;
  const second = await clientOf().send(new GetQueryResultsCommand({ QueryExecutionId: id, NextToken }));
  expect([first.ResultSet?.Rows?.length, second.ResultSet?.Rows?.length, second.NextToken]).toEqual([
    1000,
    501,
    undefined,
  ]);
});

test('a token gives the same query, and none with other words', async () => {
  const id = await start('select 2', token('a'));
  expect(await start('select 2', token('a'))).toBe(id);
  await expect(start('select 3', token('a'))).rejects.toMatchObject({ name: 'InvalidRequestException' });
});

test('one that fails says why, one that runs gives no rows and can be stopped', async () => {
  expect((await ended(await start('broken')))?.Status).toMatchObject({
    State: 'FAILED',
    StateChangeReason: 'SYNTAX_ERROR: line 1:1',
  });
  const id = await start('never');
  await expect(clientOf().send(new GetQueryResultsCommand({ QueryExecutionId: id }))).rejects.toMatchObject({
    message: expect.stringContaining('not yet finished'),
  });
  await clientOf().send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  expect((await stateOf(id))?.Status?.State).toBe('CANCELLED');
});

test('who may not ask is refused, by the workgroup’s ARN', async () => {
  const asked = clientOf(viewerUser).send(new StartQueryExecutionCommand({ QueryString: 'x', WorkGroup: 'keyledger' }));
  await expect(asked).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('arn:aws:athena:eu-west-1:111122223333:workgroup/keyledger'),
  });
});
