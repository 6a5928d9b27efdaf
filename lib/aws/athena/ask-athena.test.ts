import { AthenaClient } from '@aws-sdk/client-athena';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHostileServer } from '@/lib/aws/testing/hostile-server';
import { ACCOUNT } from '@/lib/aws/testing/test-options';
import { USUAL_ATHENA } from '@/lib/domain/athena/athena-settings';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import type { AthenaProgress, AthenaQuestion } from '@/lib/domain/ports/athena';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { askAthena } from './ask-athena';

const begun: string[] = [];
let released: Promise<void> = Promise.resolve();
const world = useLocalWorld({
  athena: async (sql) => {
    begun.push(sql);
    await released;
    if (sql === 'broken') throw new Error("HIVE_BAD_DATA: Error parsing field value 'CANARY-7f' for field 3");
    return { columns: ['n'], rows: Array.from({ length: 1500 }, (_, n) => [String(n)]), bytesScanned: 42 };
  },
});

const clientTo = (endpoint: string) =>
  new AthenaClient({ endpoint, region: 'eu-west-1', credentials: adminKeys, maxAttempts: 1 });

function toQuestion(sql: string, left = 1) {
  const noted: AthenaProgress[] = [];
  const stopping = new AbortController();
  const question: AthenaQuestion = {
    sql,
    token: sql.padEnd(32, '.'),
    signal: stopping.signal,
    note: async (progress) => {
      noted.push(progress);
      return left;
    },
  };
  return { question, noted, stop: () => stopping.abort() };
}

async function ask(question: AthenaQuestion, client = clientTo(world.aws.url)): Promise<AthenaRow[]> {
  const rows: AthenaRow[] = [];
  for await (const page of askAthena(client, USUAL_ATHENA, question)) rows.push(...page);
  return rows;
}

describe('a query', () => {
  it('is looked at until it is over, and gives its rows without the names over them', async () => {
    const { question, noted } = toQuestion('all');
    const rows = await ask(question);
    expect(rows).toHaveLength(1500);
    expect(rows[0]).toEqual({ n: '0' });
    expect(noted.map(({ state }) => state)).toEqual(['running', 'running', 'running', 'succeeded']);
    expect(noted.at(-1)?.bytesScanned).toBe(42);
  });

  it('is stopped where no more may be scanned', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    released = promise;
    const { question, noted } = toQuestion('too much', -1);
    await expect(ask(question)).rejects.toMatchObject({ code: 'conflict', problem: { code: 'throttled' } });
    resolve();
    expect(noted.at(-1)).toMatchObject({ state: 'stopped' });
    // AWS has stopped it, too: under its token nothing is answered any more.
    await expect(ask(toQuestion('too much').question)).rejects.toMatchObject({ code: 'upstream' });
  });

  it('that nobody waits for any more runs on, and is taken up under its token', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    released = promise;
    const { question, noted, stop } = toQuestion('cut off');
    const cut = ask(question).catch((error: unknown) => error);
    await expect.poll(() => noted.length).toBeGreaterThan(1);
    stop();
    await expect(cut).resolves.toMatchObject({ name: 'AbortError' });
    resolve();
    const again = toQuestion('cut off');
    expect(await ask(again.question)).toHaveLength(1500);
    expect(begun.filter((sql) => sql === 'cut off')).toHaveLength(1);
    expect(again.noted[0]?.id).toBe(noted[0]?.id);
  });

  it('that failed says so in our words', async () => {
    const { question, noted } = toQuestion('broken');
    const failure = await ask(question).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problem: { message: expect.stringContaining('HIVE_BAD_DATA') } });
    expect(String(failure)).not.toContain('CANARY');
    expect(noted.at(-1)).toMatchObject({ state: 'failed' });
  });
});

const looked = (State: string) => ({ QueryExecution: { Status: { State }, Statistics: { DataScannedInBytes: 7 } } });
const page = (rows: string[], NextToken?: string) => ({
  ResultSet: {
    ResultSetMetadata: { ColumnInfo: [{ Name: 'n' }] },
    Rows: rows.map((VarCharValue) => ({ Data: [{ VarCharValue }] })),
  },
  NextToken,
});
const begins = { QueryExecutionId: `${ACCOUNT}-1` };

async function askEndpoint(answers: object[], question = toQuestion('any').question) {
  const server = await startHostileServer(...answers.map((answer) => ({ body: JSON.stringify(answer) })));
  onTestFinished(() => server.close());
  return { rows: ask(question, clientTo(server.url)), requests: server.requests };
}

describe('an answer', () => {
  it('without a row of names loses no row', async () => {
    const { rows } = await askEndpoint([begins, looked('SUCCEEDED'), page(['1', '2'])]);
    expect(await rows).toEqual([{ n: '1' }, { n: '2' }]);
  });

  it('whose pages lead in a circle, or nowhere, ends', async () => {
    const { rows } = await askEndpoint([begins, looked('SUCCEEDED'), page(['1'], 'a')]);
    await expect(rows).rejects.toMatchObject({ problem: { code: 'protocol' } });
    const pages = Array.from({ length: 1001 }, (_, nth) => page(['1'], `page ${nth}`));
    const endless = await askEndpoint([begins, looked('SUCCEEDED'), ...pages]);
    await expect(endless.rows).rejects.toMatchObject({ code: 'too_large' });
    expect(endless.requests.length).toBe(1002);
  });

  it('is read no further once nobody waits for it', async () => {
    const { question, stop } = toQuestion('any');
    const note = async ({ state }: AthenaProgress) => {
      if (state === 'succeeded') stop();
      return 1;
    };
    const { rows, requests } = await askEndpoint([begins, looked('SUCCEEDED'), page(['1'])], { ...question, note });
    await expect(rows).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests.length).toBe(2);
  });

  it('comes also where AWS runs a query again that had failed', async () => {
    const looks = ['FAILED', 'QUEUED', 'SUCCEEDED'].map(looked);
    const { question, noted } = toQuestion('any');
    const { rows } = await askEndpoint([begins, ...looks, page(['n', '1'])], question);
    expect(await rows).toEqual([{ n: '1' }]);
    expect(noted.map(({ state }) => state)).toEqual(['running', 'running', 'succeeded']);
  });
});
