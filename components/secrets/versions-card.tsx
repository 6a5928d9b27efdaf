import type { ReactNode } from 'react';
import type { VersionsView, VersionView } from '@/lib/contract/secret-detail';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Day, Time } from '@/components/ui/time';
import type { RecoverAsk } from '@/components/rotation/recover-dialog';
import { RollBack } from '@/components/rotation/roll-back';
import { RefreshVersions } from './refresh-versions';
import { StageBadge } from './stage-badge';
import { StagesOverTime } from './stages-over-time';
import { VersionAuthor } from './version-author';

interface Props {
  id: string;
  versions: VersionsView;
  /** null: not permitted. */
  recover: RecoverAsk | null;
  /** Who has the current one may be asked, and is not told already. */
  mayAsk: boolean;
  now: string;
}

export function VersionsCard({ id, versions, recover, mayAsk, now }: Props) {
  const tellsAuthors = versions.versions.some(({ author }) => author !== null);
  const from = versions.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.versionId;
  return (
    <Card aria-label="Versions">
      <CardHeader>
        <CardTitle>Versions and stages</CardTitle>
        <p className="flex-1 text-ink-3">
          {versions.asOf ? (
            <>
              as of <Time at={versions.asOf} now={now} />
            </>
          ) : (
            'labels from the listing; dates not asked for yet'
          )}
        </p>
        {mayAsk && (
          <TextLink href={`/secrets/${id}?ask=adoption`} className="inline-flex min-h-6 items-center">
            Who has the current one?
          </TextLink>
        )}
        <RefreshVersions id={id} />
      </CardHeader>
      {versions.versions.length === 0 ? (
        <EmptyState>
          <EmptyTitle>Not looked at yet</EmptyTitle>
        </EmptyState>
      ) : (
        <Table className="data-list">
          <TableCaption>Versions</TableCaption>
          <thead>
            <tr>
              <TableHeader>Version</TableHeader>
              <TableHeader>Stages</TableHeader>
              <TableHeader>Created</TableHeader>
              {tellsAuthors && <TableHeader>Made by</TableHeader>}
              <TableHeader>Last access, says AWS</TableHeader>
              {recover && <TableHeader>Recover</TableHeader>}
            </tr>
          </thead>
          <tbody>
            {versions.versions.map((version) => (
              <VersionRow key={version.versionId} version={version} now={now}>
                {recover && (
                  <td>
                    {from && version.stages.includes('AWSPREVIOUS') && (
                      <RollBack {...recover} from={from} to={version.versionId} />
                    )}
                  </td>
                )}
              </VersionRow>
            ))}
          </tbody>
        </Table>
      )}
      {versions.stagesOverTime.length > 0 && <StagesOverTime spans={versions.stagesOverTime} now={now} />}
    </Card>
  );
}

function VersionRow({ version, now, children }: { version: VersionView; now: string; children: ReactNode }) {
  return (
    <tr>
      <td className="font-mono text-sm" title={version.versionId}>
        {version.versionId.slice(0, 8)}…
      </td>
      <td>
        <span className="flex flex-wrap gap-1">
          {version.stages.length === 0 && <span className="text-ink-3">none: AWS may remove it</span>}
          {version.stages.map((stage) => (
            <StageBadge key={stage} stage={stage} />
          ))}
        </span>
      </td>
      <td data-label="created" className="whitespace-nowrap text-ink-2">
        {version.createdAt ? <Time at={version.createdAt} now={now} /> : '–'}
      </td>
      {version.author && (
        <td data-label="made by">
          <VersionAuthor author={version.author} />
        </td>
      )}
      <td data-label="last access" className="text-ink-2">
        {version.lastAccessedOn ? <Day day={version.lastAccessedOn} now={now} /> : '–'}
      </td>
      {children}
    </tr>
  );
}
