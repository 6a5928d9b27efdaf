import type { SecretAccess, SecretAccessQuery } from '@/lib/contract/access';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { atCursor, toHref, valueOf, without } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { EventFilters } from './event-filters';
import { EventRow } from './event-row';

interface Props {
  path: string;
  access: SecretAccess;
  url: ParsedUrl<SecretAccessQuery>;
  now: string;
}

export function EventsCard({ path, access, url, now }: Props) {
  const { state } = url;
  return (
    <Card id="events" aria-label="Events">
      <CardHeader>
        <CardTitle>Events</CardTitle>
        <p className="text-ink-3">newest first</p>
      </CardHeader>
      <EventFilters path={path} state={state} />
      {access.events.length === 0 ? (
        <NoEvents path={path} filtered={state.length > 0} covered={access.coverage.length > 0} />
      ) : (
        <Table className="data-list">
          <TableCaption>Events</TableCaption>
          <thead>
            <tr>
              <TableHeader>When</TableHeader>
              <TableHeader>Who</TableHeader>
              <TableHeader>Kind</TableHeader>
              <TableHeader>What</TableHeader>
              <TableHeader>Outcome</TableHeader>
              <TableHeader>From</TableHeader>
            </tr>
          </thead>
          <tbody>
            {access.events.map((event) => (
              <EventRow key={event.eventId} event={event} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of events"
        first={valueOf(state, 'cursor') ? `${toHref(path, without(state, 'cursor'))}#events` : null}
        next={access.nextCursor ? `${toHref(path, atCursor(state, access.nextCursor))}#events` : null}
      />
    </Card>
  );
}

function NoEvents({ path, filtered, covered }: { path: string; filtered: boolean; covered: boolean }) {
  if (filtered) {
    return (
      <EmptyState>
        <EmptyTitle>Nothing matches</EmptyTitle>
        <TextLink href={`${path}#events`}>Clear filters</TextLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState>
      <EmptyTitle>{covered ? 'No events' : 'History not covered'}</EmptyTitle>
      <p>
        {covered
          ? 'CloudTrail has nothing about it in the time covered.'
          : 'No history of this scope has been read yet.'}
      </p>
    </EmptyState>
  );
}
