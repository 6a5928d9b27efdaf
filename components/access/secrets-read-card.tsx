import type { PrincipalDetail } from '@/lib/contract/principals';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { accessHref } from './events-url';
import { placeWords, type NamedAccount } from './place-words';
import { SecretCell } from './secret-cell';

type Row = PrincipalDetail['read'][number];

interface Props {
  detail: PrincipalDetail;
  scopes: readonly NamedAccount[];
  now: string;
}

export function SecretsReadCard({ detail, scopes, now }: Props) {
  const { read, secrets, principal } = detail;
  const count = read.length < secrets ? `the latest ${read.length} of ${secrets}` : String(read.length);
  return (
    <Card aria-label="Secrets">
      <CardHeader>
        <CardTitle>Secrets it read or tried to</CardTitle>
        <p className="text-ink-3">{count}, the latest first</p>
      </CardHeader>
      {read.length === 0 ? (
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
            {read.map((row) => (
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
