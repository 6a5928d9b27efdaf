import type { EventView } from '@/lib/contract/access';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { EventRow } from './event-row';

const COLUMNS = ['When', 'Who', 'Kind', 'What', 'Outcome', 'From'];

/** The records behind an entry, one by one. */
export function EventsTable({ events, caption, now }: { events: readonly EventView[]; caption: string; now: string }) {
  return (
    <Table className="data-list">
      <TableCaption>{caption}</TableCaption>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <TableHeader key={name}>{name}</TableHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow key={event.eventId} event={event} now={now} />
        ))}
      </tbody>
    </Table>
  );
}
