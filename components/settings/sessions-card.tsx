import type { SessionsList } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { EndSession } from './end-session';

/** Who is signed in, for those who may end that. */
export function SessionsCard({ sessions, now }: { sessions: SessionsList['items']; now: string }) {
  return (
    <Card id="sessions" aria-label="Sessions">
      <CardHeader>
        <CardTitle>Sessions</CardTitle>
        <p className="text-ink-3">{sessions.length.toLocaleString('en')} signed in</p>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Sessions</TableCaption>
        <thead>
          <tr>
            <TableHeader>Who</TableHeader>
            <TableHeader>Signed in by</TableHeader>
            <TableHeader>Since</TableHeader>
            <TableHeader>Last seen</TableHeader>
            <TableHeader>End</TableHeader>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>
                {session.name}
                {session.persona && <span className="text-ink-3"> {session.persona}</span>}
              </td>
              <td data-label="by" className="text-ink-2">
                {session.issuer}
              </td>
              <td data-label="since" className="whitespace-nowrap text-ink-2">
                <Time at={session.createdAt} now={now} />
              </td>
              <td data-label="last seen" className="whitespace-nowrap">
                <Time at={session.lastSeenAt} now={now} />
              </td>
              <td>
                {session.current ? (
                  <span className="text-ink-3">this one</span>
                ) : (
                  <EndSession id={session.id} name={session.name} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
