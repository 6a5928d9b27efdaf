import type { SessionsList } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableCell, TableHeader, TableRow } from '@/components/ui/table';
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
      <Table>
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
            <TableRow key={session.id}>
              <TableCell>
                {session.name}
                {session.persona && <span className="text-ink-3"> {session.persona}</span>}
              </TableCell>
              <TableCell className="text-ink-2">{session.issuer}</TableCell>
              <TableCell className="whitespace-nowrap text-ink-2">
                <Time at={session.createdAt} now={now} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <Time at={session.lastSeenAt} now={now} />
              </TableCell>
              <TableCell>
                {session.current ? (
                  <span className="text-ink-3">this one</span>
                ) : (
                  <EndSession id={session.id} name={session.name} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
