import type { ReactNode } from 'react';
import type { ReaderView, SecretAccess } from '@/lib/contract/access';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { MonoName } from '@/components/ui/mono-name';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { originWords } from '@/components/access/event-words';
import { TrailFilesHint } from '@/components/access/trail-files-hint';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { AwsDayLine } from './aws-day';
import { ReaderKinds, ReaderWho } from './reader-who';

interface Props {
  access: SecretAccess;
  /** The version that holds AWSCURRENT, where it is known. */
  current: string | null;
  now: string;
  /** What may be done with all of them. */
  children?: ReactNode;
}

export function ReadersCard({ access, current, now, children }: Props) {
  const { readers } = access;
  return (
    <Card aria-label="Readers">
      <CardHeader>
        <CardTitle>Readers, 90 days</CardTitle>
        {(readers.length > 0 || access.coverage.length > 0) && (
          <p className="text-ink-3">{readers.length.toLocaleString('en')} with a successful read</p>
        )}
        <span className="ml-auto empty:hidden">{children}</span>
      </CardHeader>
      {readers.length === 0 ? (
        <NoReaders covered={access.coverage.length > 0} unwatched={access.unwatched} />
      ) : (
        <Table className="data-list">
          <TableCaption>Readers</TableCaption>
          <thead>
            <tr>
              <TableHeader>Reader</TableHeader>
              <TableHeader>Kind</TableHeader>
              <TableHeader>First</TableHeader>
              <TableHeader>Last</TableHeader>
              <TableHeader className="text-right">Reads</TableHeader>
              <TableHeader>How often</TableHeader>
              <TableHeader>From</TableHeader>
              <TableHeader>Version</TableHeader>
            </tr>
          </thead>
          <tbody>
            {readers.map((reader) => (
              <ReaderRow key={reader.principal.id} reader={reader} current={current} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      {readers.length > 0 && access.unwatched.length > 0 && (
        <p className="border-t border-line px-4 py-2 text-warn">{unwatchedWords(access.unwatched)}</p>
      )}
      {access.awsDay && <AwsDayLine awsDay={access.awsDay} now={now} />}
    </Card>
  );
}

function ReaderRow({ reader, current, now }: { reader: ReaderView; current: string | null; now: string }) {
  return (
    <tr>
      <td title={toVisibleText(reader.principal.arn)}>
        <MonoName path={`${reader.principal.type}/`} leaf={reader.principal.label} />
        <ReaderWho reader={reader} />
      </td>
      <td className="whitespace-nowrap">
        <ReaderKinds reader={reader} />
      </td>
      <td data-label="first" className="whitespace-nowrap text-ink-2">
        <Time at={reader.firstAt} now={now} />
      </td>
      <td data-label="last" className="whitespace-nowrap">
        <Time at={reader.lastAt} now={now} />
      </td>
      <td data-label="reads" className="md:text-right">
        {reader.reads.toLocaleString('en')}
      </td>
      <td data-label="how often" className="text-ink-2">
        {reader.cadence}
      </td>
      <td data-label="from" className="text-ink-2">
        <Said text={originWords(reader)} />
      </td>
      <td data-label="version" className="text-ink-2">
        <Said text={versionWords(reader, current)} />
      </td>
    </tr>
  );
}

/** CloudTrail tells version and label only where the caller asked for one. */
export function versionWords(
  { lastVersionId: version, lastVersionStage: label }: Pick<ReaderView, 'lastVersionId' | 'lastVersionStage'>,
  current: string | null,
): string {
  if (version === null) return label ?? 'not recorded';
  return version === current ? 'current' : `${version.slice(0, 8)}…`;
}

/** Of its replicas: none is only said of where it is looked for. */
export const unwatchedWords = (regions: readonly string[]): string =>
  `It is replicated to ${regions.join(', ')}, which no scope here looks at: who reads it there is unknown.`;

function NoReaders({ covered, unwatched }: { covered: boolean; unwatched: readonly string[] }) {
  const isElsewhere = unwatched.length > 0;
  return (
    <EmptyState>
      <EmptyTitle>{covered ? (isElsewhere ? 'No readers known' : 'No readers') : 'History not covered'}</EmptyTitle>
      <p>
        {covered ? (
          `In the time that is covered nobody has read it${isElsewhere ? ' where it is looked for' : ''}.`
        ) : (
          <>
            No history of this scope has been read, so who reads it is unknown. <TrailFilesHint />
          </>
        )}
      </p>
      {isElsewhere && <p>{unwatchedWords(unwatched)}</p>}
    </EmptyState>
  );
}
