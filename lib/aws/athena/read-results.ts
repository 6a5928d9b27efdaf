import 'server-only';
import { GetQueryResultsCommand, type AthenaClient } from '@aws-sdk/client-athena';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import { AppError } from '@/lib/domain/errors';

/** The largest page (Athena API Reference, GetQueryResults). */
const LARGEST_PAGE = 1000;
/** A day of a scope is some thousand groups; an endpoint that goes on for ever ends here. */
const MOST_PAGES = 10_000;

/** The rows of a query that succeeded. Its first row holds the names of the columns; where one does not, it is a row. */
export async function* readResults(client: AthenaClient, id: string): AsyncGenerator<AthenaRow[]> {
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
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
    if (NextToken === token) break;
    token = NextToken;
  }
  const message = 'athena:GetQueryResults: pages without an end.';
  throw new AppError('upstream', message, {
    problem: { code: 'protocol', message, remedy: 'Check the endpoint URL, if one is set.' },
  });
}
