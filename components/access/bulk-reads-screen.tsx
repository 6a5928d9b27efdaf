import Link from 'next/link';
import type { AccessList } from '@/lib/contract/access-list';
import type { BulkReadsList, PresetQuery } from '@/lib/contract/access-presets';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { formatSpan } from '@/components/ui/format-time';
import { MonoName } from '@/components/ui/mono-name';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { toVisibleText } from '@/components/ui/visible-text';
import { ActorKindLabel } from './actor-kind';
import { accessHref } from './events-url';
import { PresetEmpty } from './preset-empty';
import { PresetScreen } from './preset-screen';
import { isKnownInPart } from './uncovered';
import { isAllUnkept } from './unkept-line';

type BulkRead = BulkReadsList['items'][number];

interface Props {
  list: BulkReadsList;
  counts: AccessList['presets'];
  url: ParsedUrl<PresetQuery>;
  scopes: ScopeView[];
  now: string;
}

export function BulkReadsScreen({ list, counts, url, scopes, now }: Props) {
  const { items, secrets, minutes } = list;
  const known = items.length > 0 || (isKnownInPart(list.coverage, list) && !isAllUnkept(list.unkept, list.to));
  const counted = `${items.length.toLocaleString('en')} bulk ${items.length === 1 ? 'read' : 'reads'}`;
  return (
    <PresetScreen
      view="bulk-reads"
      url={url}
      list={list}
      counts={counts}
      count={known ? counted : 'unknown how many bulk reads'}
      rule={`A bulk read is at least ${secrets} different secrets by one principal within ${minutes} minutes, or a batch call that does not say which it returned. One that goes on is one line. At most the last 7 days of the period are looked at.`}
      scopes={scopes}
      now={now}
    >
      {items.length === 0 ? (
        <PresetEmpty
          list={list}
          state={url.state}
          scopes={scopes}
          now={now}
          what={`Nobody read ${secrets} secrets within ${minutes} minutes.`}
        />
      ) : (
        <div className="md:overflow-x-auto">
          <table className="data-table data-list linked-rows [--edge:--spacing(5)]">
            <TableCaption>Bulk reads</TableCaption>
            <thead>
              <tr>
                <TableHeader>When</TableHeader>
                <TableHeader>Who</TableHeader>
                <TableHeader>Kind</TableHeader>
                <TableHeader className="text-right">Secrets</TableHeader>
                <TableHeader className="text-right">Reads</TableHeader>
                <TableHeader>Over</TableHeader>
                <TableHeader>Environments</TableHeader>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <BulkReadRow key={item.principal.id + item.from} item={item} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PresetScreen>
  );
}

/** The row leads to the events that it was made of. */
function BulkReadRow({ item, now }: { item: BulkRead; now: string }) {
  const { principal, from, to } = item;
  const events = accessHref([
    ['principal', principal.id],
    ['action', 'read'],
    ['from', from],
    ['to', to],
  ]);
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={from} now={now} />
      </td>
      <td title={toVisibleText(principal.arn)} className="min-w-40 wrap-anywhere">
        <Link href={events} prefetch={false} data-row-link>
          <MonoName path={`${principal.type}/`} leaf={principal.label} />
        </Link>
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={item.actorKind} />
      </td>
      <td data-label="secrets" className="md:text-right">
        {item.batches > 0 && item.secrets === 0 ? 'not recorded' : item.secrets.toLocaleString('en')}
        {item.batches > 0 && item.secrets > 0 && <span className="text-ink-3"> or more</span>}
      </td>
      <td data-label="reads" className="md:text-right">
        {item.reads.toLocaleString('en')}
        {item.batches > 0 && <div className="note">{item.batches.toLocaleString('en')} in batches</div>}
      </td>
      <td data-label="over" className="whitespace-nowrap text-ink-2">
        {formatSpan(Date.parse(to) + 1 - Date.parse(from))}
      </td>
      <td>
        <span className="flex flex-wrap gap-x-3">
          {item.environments.map((environment) => (
            <EnvironmentLabel key={environment} value={environment} />
          ))}
        </span>
      </td>
    </tr>
  );
}
