import 'server-only';
import { GetQueryResultsCommand, type AthenaClient } from '@aws-sdk/client-athena';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import { AppError } from '@/lib/domain/errors';

/** The largest page (Athena API Reference, GetQueryResults). */
const LARGEST_PAGE = 1000;
/** A day of a scope is some thousand groups, of a busy one a hundred thousand. What is held of them has to fit in memory. */
const MOST_PAGES = 1000;

function toTooLarge(): AppError {
  const message = `athena: the answer has more than ${(LARGEST_PAGE * MOST_PAGES).toLocaleString('en')} rows.`;
  const remedy = 'Fewer days are asked for next; a single day that is so large is left to the stored events.';
  return new AppError('too_large', message, { problem: { code: 'unsupported', message, remedy }, remedy });
}

/** The rows of a query that succeeded. Its first row holds the names of the columns; where one does not, it is a row. */
export async function* readResults(client: AthenaClient, id: string, signal: AbortSignal): AsyncGenerator<AthenaRow[]> {
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    signal.throwIfAborted();
    const { ResultSet, NextToken } = await client.send(
      new GetQueryResultsCommand({
        QueryExecutionId: id,
        MaxResults: LARGEST_PAGE,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    const names = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name }) => Name ?? '');
    const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null));
    const isHeader = page === 0 && rows[0]?.every((value, index) => value === names[index]) === true;
    yield (isHeader ? rows.slice(1) : rows).map((row) =>
      Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
    );
    if (!NextToken) return;
    if (NextToken === token) throw toEndless();
    token = NextToken;
  }
  throw toTooLarge();
}

function toEndless(): AppError {
  const message = 'athena:GetQueryResults: a page leads to itself.';
  return new AppError('upstream', message, {
    problem: { code: 'protocol', message, remedy: 'Check the endpoint URL, if one is set.' },
  });
}
