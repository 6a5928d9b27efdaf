import type { DeletionView } from '@/lib/contract/deletion';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';

interface Props {
  readers: NonNullable<DeletionView['readers']>;
  /** null: its deletion is not pending. */
  refused: DeletionView['refused'] | null;
  now: string;
}

/** Who read it in the last 90 days, and who tried in vain since its deletion was asked for. */
export function UsersTable({ readers, refused, now }: Props) {
  const triedBy = refused && new Map(refused.map((one) => [one.principal, one]));
  const known = new Set(readers.map(({ principal }) => principal));
  const others = (refused ?? []).filter(({ principal }) => !known.has(principal));
  if (readers.length + others.length === 0) return null;
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
          {triedBy && <TableHeader>Refused since</TableHeader>}
        </tr>
      </thead>
      <tbody>
        {readers.map((reader) => (
          <UserRow
            key={reader.principal}
            {...reader}
            refused={triedBy && (triedBy.get(reader.principal) ?? NONE)}
            now={now}
          />
        ))}
        {others.map((one) => (
          <UserRow key={one.principal} {...one} lastAt={null} reads={null} cadence="–" refused={one} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

type Reader = Props['readers'][number];

/** Nobody tried. */
const NONE = { times: 0, lastAt: null };

interface UserProps extends Pick<Reader, 'principal' | 'who' | 'actorKind' | 'cadence'> {
  /** null: no read was seen, which is not the same as there was none. */
  lastAt: string | null;
  reads: number | null;
  /** null: it is not told. */
  refused: { times: number; lastAt: string | null } | null;
  now: string;
}

function UserRow({ principal, who, actorKind, lastAt, reads, cadence, refused, now }: UserProps) {
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
        {reads === null ? '–' : reads.toLocaleString('en')}
      </td>
      <td data-label="how often" className="text-ink-2">
        {cadence}
      </td>
      {refused && <Refused {...refused} now={now} />}
    </tr>
  );
}

function Refused({ times, lastAt, now }: NonNullable<UserProps['refused']> & { now: string }) {
  return (
    <td data-label="refused" className={lastAt === null ? 'text-ink-3' : 'whitespace-nowrap text-bad'}>
      {lastAt === null ? (
        '–'
      ) : (
        <>
          {times.toLocaleString('en')}, last <Time at={lastAt} now={now} />
        </>
      )}
    </td>
  );
}
