import Link from 'next/link';
import type { AccessList } from '@/lib/contract/access-list';
import type { FirstReadersList, PresetQuery } from '@/lib/contract/access-presets';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { Badge } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { toVisibleText } from '@/components/ui/visible-text';
import { ActorKindLabel } from './actor-kind';
import { PresetEmpty } from './preset-empty';
import { PresetScreen } from './preset-screen';
import { SecretCell } from './secret-cell';
import { isKnownInPart } from './uncovered';

interface Props {
  list: FirstReadersList;
  counts: AccessList['presets'];
  url: ParsedUrl<PresetQuery>;
  scopes: ScopeView[];
  now: string;
}

const COLUMNS = ['First read', 'Who', 'Kind', 'Secret', 'Verdict'];

export function FirstReadersScreen({ list, counts, url, scopes, now }: Props) {
  const { items, days, more } = list;
  const known = items.length > 0 || isKnownInPart(list.coverage, list);
  const counted = `${more ? 'the newest ' : ''}${items.length.toLocaleString('en')} ${items.length === 1 ? 'reader' : 'readers'}`;
  return (
    <PresetScreen
      view="first-readers"
      url={url}
      list={list}
      counts={counts}
      count={known ? counted : 'unknown how many readers'}
      rule={`A read is the first of its principal where the ${days} days before it are covered and nothing known is earlier. Where history starts later, whether it is new is unknown.`}
      scopes={scopes}
      now={now}
    >
      {items.length === 0 ? (
        <PresetEmpty
          list={list}
          state={url.state}
          scopes={scopes}
          now={now}
          what="No principal read a secret for the first time."
        />
      ) : (
        <div className="md:overflow-x-auto">
          <table className="data-table data-list linked-rows [--edge:--spacing(5)]">
            <TableCaption>First-time readers</TableCaption>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <TableHeader key={name}>{name}</TableHeader>
                ))}
                <TableHeader className="text-right">Reads since</TableHeader>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <FirstReaderRow key={item.principal.id + item.secret.id} item={item} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PresetScreen>
  );
}

function FirstReaderRow({ item, now }: { item: FirstReadersList['items'][number]; now: string }) {
  const { principal, verdict } = item;
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={item.firstAt} now={now} />
      </td>
      <td title={toVisibleText(principal.arn)} className="min-w-40 wrap-anywhere">
        <Link href={`/access/principals/${principal.id}`} prefetch={false} data-row-link>
          <MonoName path={`${principal.type}/`} leaf={principal.label} />
        </Link>
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={item.actorKind} />
      </td>
      <td className="wrap-anywhere max-md:w-full">
        <SecretCell secret={item.secret} />
      </td>
      <td className="whitespace-nowrap">
        {verdict === 'first' ? (
          <Badge tone="warn">first read</Badge>
        ) : (
          <Badge tone="off">unknown: history starts here</Badge>
        )}
      </td>
      <td data-label="reads since" className="md:text-right">
        {item.reads.toLocaleString('en')}
      </td>
    </tr>
  );
}
