import type { EventView } from '@/lib/contract/access';
import type { UrlState } from '@/components/layout/url-state';
import { TableCaption, TableHead } from '@/components/ui/table';
import { AccessRow } from './access-row';
import type { NamedAccount } from './place-words';

export const ACCESS_COLUMNS = ['When', 'Who', 'Kind', 'What', 'Secret', 'Outcome', 'From'];

interface Props {
  caption: string;
  events: readonly EventView[];
  state: UrlState;
  scopes: readonly NamedAccount[];
  now: string;
}

/** Events of many secrets, each row leading to who it was. */
export function AccessTable({ caption, events, state, scopes, now }: Props) {
  return (
    <div className="md:overflow-x-auto">
      <table className="data-table data-list linked-rows [--edge:--spacing(5)]">
        <TableCaption>{caption}</TableCaption>
        <TableHead columns={ACCESS_COLUMNS} />
        <tbody>
          {events.map((event) => (
            <AccessRow key={event.eventId} event={event} state={state} scopes={scopes} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
