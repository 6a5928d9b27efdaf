import type { EventView } from '@/lib/contract/access';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { EventRow } from './event-row';

const COLUMNS = ['When', 'Who', 'Kind', 'What', 'Outcome', 'From'];

/** The records behind an entry, one by one. */
export function EventsTable({ events, caption, now }: { events: readonly EventView[]; caption: string; now: string }) {
  return (
    <Table className="data-list">
      <TableCaption>{caption}</TableCaption>
      <TableHead columns={COLUMNS} />
      <tbody>
        {events.map((event) => (
          <EventRow key={event.eventId} event={event} now={now} />
        ))}
      </tbody>
    </Table>
  );
}
