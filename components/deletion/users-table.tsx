import type { DeletionView } from '@/lib/contract/deletion';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';

type User = NonNullable<DeletionView['users']>[number];

interface Props {
  users: User[];
  /** Its deletion is pending, so that reads are refused. */
  pending: boolean;
  now: string;
}

/** Who read it in the last 90 days, and who tried in vain since its deletion was asked for. */
export function UsersTable({ users, pending, now }: Props) {
  if (users.length === 0) return null;
  return (
    <Table className="data-list">
      <TableCaption>Who would miss it</TableCaption>
      <thead>
        <tr>
          <TableHeader>Who</TableHeader>
          <TableHeader>Kind</TableHeader>
          <TableHeader>Last read</TableHeader>
          <TableHeader className="text-right">Reads, 90 days</TableHeader>
          <TableHeader>How often</TableHeader>
          {pending && <TableHeader>Refused since</TableHeader>}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={`${user.principal} ${user.actorKind}`} user={user} pending={pending} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function UserRow({ user, pending, now }: { user: User; pending: boolean; now: string }) {
  const { principal, who, actorKind, lastAt, reads, cadence, refused } = user;
  return (
    <tr>
      <td className="wrap-anywhere">
        <TextLink href={`/access/principals/${principal}`} className="inline-flex min-h-6 items-center">
          <Said text={who} />
        </TextLink>
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={actorKind} />
      </td>
      <td data-label="last read" className="whitespace-nowrap">
        {lastAt === null ? 'not seen' : <Time at={lastAt} now={now} />}
      </td>
      <td data-label="reads" className="md:text-right">
        {lastAt === null ? '–' : reads.toLocaleString('en')}
      </td>
      <td data-label="how often" className="text-ink-2">
        {cadence ?? '–'}
      </td>
      {pending && <Refused refused={refused} now={now} />}
    </tr>
  );
}

function Refused({ refused, now }: Pick<User, 'refused'> & { now: string }) {
  return (
    <td data-label="refused" className={refused ? 'whitespace-nowrap text-bad' : 'text-ink-3'}>
      {refused ? (
        <>
          {refused.times.toLocaleString('en')}, last <Time at={refused.lastAt} now={now} />
        </>
      ) : (
        '–'
      )}
    </td>
  );
}
