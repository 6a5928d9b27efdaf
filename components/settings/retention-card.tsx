import type { SettingsView } from '@/lib/contract/system';
import { CLASS_WORDS } from '@/components/access/class-words';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';

const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How long single events are kept, as the file has it, and what that has come to. */
export function RetentionCard({ retention, now }: { retention: SettingsView['retention']; now: string }) {
  return (
    <Card id="retention" aria-label="Retention">
      <CardHeader>
        <CardTitle>Retention of single events</CardTitle>
        <p className="text-ink-3">
          deleted once a day by the worker; who read which secret on which day, and how often, is kept for ever
        </p>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Retention of single events</TableCaption>
        <thead>
          <tr>
            <TableHeader>Events</TableHeader>
            <TableHeader>Kept</TableHeader>
            <TableHeader>Deleted before</TableHeader>
            <TableHeader className="text-right">Deleted</TableHeader>
            <TableHeader>Last</TableHeader>
          </tr>
        </thead>
        <tbody>
          {retention.map(({ action, days, before, deleted, deletedAt }) => (
            <tr key={action}>
              <th scope="row" className="text-left font-normal">
                {upper(CLASS_WORDS[action])}
              </th>
              <td data-label="kept">{days === null ? 'for ever' : `${days.toLocaleString('en')} days`}</td>
              <td data-label="deleted before" className="text-ink-2">
                {before === null ? 'nothing' : `${before.slice(0, 10)} UTC`}
              </td>
              <td data-label="deleted" className="tabular-nums md:text-right">
                {deleted.toLocaleString('en')}
              </td>
              <td data-label="last" className="text-ink-2">
                {deletedAt === null ? 'never' : <Time at={deletedAt} now={now} />}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
