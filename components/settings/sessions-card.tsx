import type { SessionsList } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { EndSession } from './end-session';

interface Props {
  sessions: SessionsList['items'];
  /** Under which each session has its own path. */
  path: '/api/sessions' | '/api/me/sessions';
  now: string;
}

/** Who is signed in, for those who may end that. */
export function SessionsCard({ sessions, path, now }: Props) {
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
            <TableHeader>Ends at the latest</TableHeader>
            <TableHeader>End</TableHeader>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>
                <Said text={session.name} />
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
              <td data-label="ends" className="whitespace-nowrap text-ink-2">
                <Time at={session.endsAt} now={now} />
              </td>
              <td>
                {session.current ? (
                  <span className="text-ink-3">this one</span>
                ) : (
                  <EndSession path={`${path}/${session.id}`} name={session.name} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
