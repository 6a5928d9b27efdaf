import type { SettingsView } from '@/lib/contract/system';
import type { TokensList } from '@/lib/contract/tokens';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { CreateToken } from './create-token';
import { TokenRow } from './token-row';

interface Props {
  tokens: TokensList['items'];
  permissions: SettingsView['permissions'];
  /** What the reader of the page holds. */
  mine: readonly string[];
  now: string;
}

/** Everybody's API tokens, for those who may make and end them; never the tokens themselves. */
export function TokensCard({ tokens, permissions, mine, now }: Props) {
  const offered = permissions.filter(({ permission, byToken }) => byToken && mine.includes(permission));
  const live = tokens.filter(({ state }) => state === 'live').length;
  return (
    <Card id="tokens" aria-label="API tokens">
      <CardHeader>
        <CardTitle>API tokens</CardTitle>
        <p className="min-w-0 flex-1 text-ink-3 max-md:order-last max-md:w-full max-md:flex-none">
          {live.toLocaleString('en')} live; each acts as its person, within what they may at that moment, and never
          reveals
        </p>
        <CreateToken offered={offered.map(({ permission, can }) => ({ permission, can }))} />
      </CardHeader>
      {tokens.length === 0 ? (
        <EmptyState>
          <EmptyTitle>No API tokens</EmptyTitle>
          <p>None lives, and none ended within the last 30 days.</p>
        </EmptyState>
      ) : (
        <Table className="data-list">
          <TableCaption>API tokens</TableCaption>
          <thead>
            <tr>
              <TableHeader>Name</TableHeader>
              <TableHeader>May</TableHeader>
              <TableHeader>Acts as</TableHeader>
              <TableHeader>Last used</TableHeader>
              <TableHeader>Expires</TableHeader>
              <TableHeader>State</TableHeader>
              <TableHeader>End</TableHeader>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} now={now} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
