import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { AppError } from '@/lib/domain/errors';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import type { AthenaProgress, AthenaQuestion } from '@/lib/domain/ports/athena';
import { toAppError, type Call } from '@/lib/aws/to-app-error';
import { readResults } from './read-results';
import { toQueryFailure } from './to-query-failure';

/** Between looks: short queries are over within seconds, long ones take minutes. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;
/** AWS may queue a query again that FAILED (Athena API Reference, QueryExecutionStatus): it has, where it still says so after this. */
const FAILED_WAIT = 1_500;
/** After it was stopped: three seconds. */
const LOOKS_AT_END = 4;

const toState = (state: string | undefined): AthenaProgress['state'] => {
  if (state === 'SUCCEEDED') return 'succeeded';
  if (state === 'FAILED') return 'failed';
  return state === 'CANCELLED' ? 'stopped' : 'running';
};

interface Look extends AthenaProgress {
  reason: string;
}

async function look(client: AthenaClient, id: string): Promise<Look> {
  const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
  const { Status, Statistics } = QueryExecution ?? {};
  return {
    id,
    state: toState(Status?.State),
    bytesScanned: Statistics?.DataScannedInBytes ?? 0,
    reason: Status?.StateChangeReason ?? '',
  };
}

/** It must not go on scanning; where even that fails, why it was stopped says more. */
async function stop(client: AthenaClient, id: string): Promise<void> {
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
}

/** What it scanned until it stopped, which AWS may tell some looks later; where it cannot be told, what is known. */
async function lookAtEnd(client: AthenaClient, known: Look): Promise<Look> {
  let last = known;
  try {
    for (let looks = 0; looks < LOOKS_AT_END && last.state === 'running'; looks += 1) {
      await wait(FIRST_WAIT * 2 ** looks);
      last = await look(client, known.id);
    }
  } catch {
    // That it was stopped says more.
  }
  return last;
}

async function start(client: AthenaClient, athena: AthenaSettings, { sql, token }: AthenaQuestion): Promise<string> {
  const { QueryExecutionId: id } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      ClientRequestToken: token,
      WorkGroup: athena.workgroup,
      QueryExecutionContext: { Catalog: athena.catalog, Database: athena.database },
      ...(athena.output === null ? {} : { ResultConfiguration: { OutputLocation: athena.output } }),
    }),
  );
  if (id === undefined) throw new AppError('upstream', 'athena:StartQueryExecution: the answer has no id.');
  return id;
}

/**
 * Looks until it is over; one that scans too much, or that nobody wants any more, is stopped. One that is no longer looked at runs on: whoever asks under
 * its token again takes it up, and what it scans is paid for once.
 */
async function follow(client: AthenaClient, id: string, question: AthenaQuestion): Promise<Look> {
  const { signal, note } = question;
  let hasFailed = false;
  for (let pause = FIRST_WAIT; ; pause = Math.min(pause * 1.5, LONGEST_WAIT)) {
    const now = await look(client, id);
    if (now.state === 'failed' && !hasFailed) {
      hasFailed = true;
      await wait(FAILED_WAIT, undefined, { signal });
      continue;
    }
    const left = await note({ id, state: now.state, bytesScanned: now.bytesScanned });
    if (now.state !== 'running') return now;
    if (left === null || left < 0) {
      await stop(client, id);
      const { bytesScanned } = await lookAtEnd(client, now);
      await note({ id, state: 'stopped', bytesScanned });
      throw left === null ? toUnwanted() : toTooMuch(now.bytesScanned);
    }
    await wait(pause, undefined, { signal });
  }
}

function toTooMuch(scanned: number): AppError {
  const message = `athena: the query was stopped when it had scanned ${scanned} bytes, since no more may be scanned today.`;
  const remedy = 'Raise athena.gigabytesPerDay in keyledger.yaml, or wait for the next day (UTC).';
  return new AppError('conflict', message, { problem: { code: 'throttled', message, remedy }, remedy });
}

function toUnwanted(): AppError {
  const message = 'athena: the query was stopped, since its answer is not wanted any more.';
  const remedy = 'Ask again.';
  return new AppError('conflict', message, { problem: { code: 'unknown', message, remedy }, remedy });
}

/** See the port. */
export async function* askAthena(
  client: AthenaClient,
  athena: AthenaSettings,
  question: AthenaQuestion,
): AsyncGenerator<AthenaRow[]> {
  const call = (action: string): Call => ({
    action: `athena:${action}`,
    scopeId: `${athena.workgroup}:${athena.region}`,
  });
  let id: string;
  try {
    id = await start(client, athena, question);
  } catch (error) {
    throw toAppError(error, call('StartQueryExecution'));
  }
  try {
    await question.note({ id, state: 'running', bytesScanned: 0 });
    const last = await follow(client, id, question);
    if (last.state !== 'succeeded') throw toQueryFailure(last.state, last.reason, athena);
    yield* readResults(client, id, question.signal);
  } catch (error) {
    throw question.signal.aborted ? error : toAppError(error, call('GetQueryExecution'));
  }
}
