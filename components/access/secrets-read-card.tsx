import type { PrincipalSecretsList, PrincipalSecretsQuery } from '@/lib/contract/principals';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { Pager } from '@/components/ui/pager';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { accessHref } from './events-url';
import { placeWords, type NamedAccount } from './place-words';
import { principalHref } from './principal-url';
import { SecretCell } from './secret-cell';
import { SinceForm } from './since-form';

type Row = PrincipalSecretsList['items'][number];

interface Props {
  principal: { id: string; label: string };
  list: PrincipalSecretsList;
  url: ParsedUrl<PrincipalSecretsQuery>;
  scopes: readonly NamedAccount[];
  mayRotate: boolean;
  now: string;
}

export function SecretsReadCard({ principal, list, url, scopes, mayRotate, now }: Props) {
  const { items, found, nextCursor } = list;
  const { since } = url.query;
  const isPart = items.length < found;
  const count = isPart ? `${items.length} of ${found.toLocaleString('en')}` : found.toLocaleString('en');
  return (
    <Card aria-label="Secrets">
      <CardHeader>
        <CardTitle>
          Secrets it read or tried to
          {since !== undefined && ` since ${since}`}
        </CardTitle>
        <p className="text-ink-3">{count}, the latest first</p>
      </CardHeader>
      <SinceForm principal={principal} since={since} mayRotate={mayRotate} />
      {items.length === 0 ? (
        <EmptyState>
          <EmptyTitle>No reads</EmptyTitle>
          <p>In what is covered it has read no secret that you may see, and was denied none.</p>
        </EmptyState>
      ) : (
        <Table className="data-list">
          <TableCaption>Secrets</TableCaption>
          <thead>
            <tr>
              <TableHeader>Secret</TableHeader>
              <TableHeader>First</TableHeader>
              <TableHeader>Last read</TableHeader>
              <TableHeader className="text-right">Reads</TableHeader>
              <TableHeader className="text-right">Denied</TableHeader>
              <TableHeader>Events</TableHeader>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <SecretReadRow
                key={row.secret.id}
                row={row}
                principal={principal.id}
                place={placeWords(row, scopes)}
                now={now}
              />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of secrets"
        first={valueOf(url.state, 'cursor') ? principalHref(principal.id, without(url.state, 'cursor')) : null}
        next={nextCursor === null ? null : principalHref(principal.id, atCursor(url.state, nextCursor))}
      />
    </Card>
  );
}

function SecretReadRow({ row, principal, place, now }: { row: Row; principal: string; place: string; now: string }) {
  return (
    <tr>
      <td className="min-w-64 wrap-anywhere">
        <SecretCell secret={row.secret} place={place} />
      </td>
      <td data-label="first" className="whitespace-nowrap text-ink-2">
        <Time at={row.firstAt} now={now} />
      </td>
      <td data-label="last read" className="whitespace-nowrap">
        {row.lastReadAt ? <Time at={row.lastReadAt} now={now} /> : <span className="text-ink-3">never let in</span>}
      </td>
      <td data-label="reads" className="md:text-right">
        {row.reads.toLocaleString('en')}
      </td>
      <td data-label="denied" className={row.denied > 0 ? 'text-bad md:text-right' : 'text-ink-3 md:text-right'}>
        {row.denied.toLocaleString('en')}
      </td>
      <td>
        <TextLink
          href={accessHref([
            ['principal', principal],
            ['secret', row.secret.id],
            ['from', '90d'],
          ])}
          className="inline-flex min-h-6 items-center"
          aria-label={`Its events on ${row.secret.name}`}
        >
          events
        </TextLink>
      </td>
    </tr>
  );
}
