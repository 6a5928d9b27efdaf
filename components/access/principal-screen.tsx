import type { AccessHeatmap } from '@/lib/contract/access-heatmap';
import type { PrincipalOverview, PrincipalSecretsList, PrincipalSecretsQuery } from '@/lib/contract/principals';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { AccessRow } from './access-row';
import { AthenaNotice } from './athena/athena-notice';
import { ACCESS_COLUMNS } from './access-table';
import { CoverageLine } from './coverage-line';
import { accessHref } from './events-url';
import { DaysCard } from './heatmap/days-card';
import { PrincipalHeader } from './principal-header';
import { SecretsReadCard } from './secrets-read-card';
import { UnkeptLine } from './unkept-line';

const DAY_MS = 86_400_000;
/** CloudTrail itself keeps no more. */
const DAYS = 90;

interface Props {
  detail: PrincipalOverview;
  /** Of it alone. */
  heatmap: AccessHeatmap;
  secrets: PrincipalSecretsList;
  url: ParsedUrl<PrincipalSecretsQuery>;
  /** Of the last 30 days. */
  unusual: number;
  /** Days that Athena tells of; null: none. */
  athena: { days: number; scopes: number } | null;
  scopes: ScopeView[];
  mayRotate: boolean;
  now: string;
}

/** Everything that one principal read, over which environments, since when. */
export function PrincipalScreen({ detail, unusual, athena, heatmap, secrets, url, scopes, mayRotate, now }: Props) {
  const { principal, events, coverage, unkept } = detail;
  const period = { from: new Date(Date.parse(now) - DAYS * DAY_MS).toISOString(), to: now };
  const all = accessHref([
    ['principal', principal.id],
    ['from', `${DAYS}d`],
  ]);
  return (
    <>
      <PrincipalHeader detail={detail} unusual={unusual} now={now} />
      <UrlMistakes mistakes={url.mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <div className="max-md:px-2">
          <CoverageLine scopes={scopes} coverage={coverage} period={period} now={now} />
          <AthenaNotice found={athena} of={[['principal', principal.id]]} className="text-sm text-ink-2" />
        </div>
        <DaysCard heatmap={heatmap} now={now} />
        <SecretsReadCard
          principal={principal}
          list={secrets}
          url={url}
          scopes={scopes}
          mayRotate={mayRotate}
          now={now}
        />
        <Card aria-label="Events">
          <CardHeader>
            <CardTitle>Latest events</CardTitle>
            <p className="text-ink-3">newest first</p>
            <TextLink href={all}>All of its events</TextLink>
            <UnkeptLine unkept={unkept} />
          </CardHeader>
          {events.length === 0 ? (
            <EmptyState>
              <EmptyTitle>No events</EmptyTitle>
              <p>None is kept that you may see.</p>
            </EmptyState>
          ) : (
            <Table className="data-list">
              <TableCaption>Events</TableCaption>
              <TableHead columns={ACCESS_COLUMNS} />
              <tbody>
                {events.map((event) => (
                  <AccessRow key={event.eventId} event={event} state={[]} scopes={scopes} now={now} />
                ))}
              </tbody>
            </Table>
          )}
        </Card>
      </div>
    </>
  );
}
