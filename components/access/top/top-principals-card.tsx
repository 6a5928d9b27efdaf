import Link from 'next/link';
import { isOfPeople, type AccessTop, type TopPrincipalView } from '@/lib/contract/access-top';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { accessHref } from '@/components/access/events-url';
import { accountWords, type NamedAccount } from '@/components/access/place-words';
import { ShareBar } from '@/components/charts/share-bar';
import type { UrlState } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { toVisibleText } from '@/components/ui/visible-text';
import { toEventsState } from './counted';
import { CountedLine } from './counted-line';
import { CountCells, countHeads, sizeOf } from './count-cells';

type Principals = AccessTop['principals'];

const FILLS = {
  person: 'fill-person',
  'this-dashboard': 'fill-person',
  workload: 'fill-workload',
  unknown: 'fill-workload',
  'aws-service': 'fill-service',
} as const satisfies Record<TopPrincipalView['actorKind'], string>;

const whoWords = ({ found, people }: Principals): string =>
  `${people.toLocaleString('en')} used by people, ${(found - people).toLocaleString('en')} by others`;

interface Props {
  list: Principals;
  state: UrlState;
  scopes: readonly NamedAccount[];
  now: string;
}

/** Who did most of it; each row leads to exactly what it counts. */
export function TopPrincipalsCard({ list, state, scopes, now }: Props) {
  const most = Math.max(...list.items.map(sizeOf));
  return (
    <Card aria-label="Top principals">
      <CardHeader>
        <CardTitle>Principals</CardTitle>
        <p className="text-ink-3">{whoWords(list)}</p>
      </CardHeader>
      <CountedLine counted={list} now={now} />
      <table className="data-table data-list linked-rows">
        <TableCaption>Top principals</TableCaption>
        <thead>
          <tr>
            <TableHeader>Who</TableHeader>
            <TableHeader>Kind</TableHeader>
            {countHeads(list)}
          </tr>
        </thead>
        <tbody>
          {list.items.map((item) => (
            <PrincipalRow
              key={item.principal.id + item.actorKind}
              item={item}
              most={most}
              account={accountWords(item.principal, scopes)}
              href={accessHref(toEventsState(state, list, { principal: item.principal.id, actorKind: item.actorKind }))}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

interface RowProps {
  item: TopPrincipalView;
  most: number;
  /** Roles of one name are in many. */
  account: string | null;
  href: string;
}

function PrincipalRow({ item, most, account, href }: RowProps) {
  const { principal, actorKind, denied } = item;
  return (
    <tr>
      <td title={toVisibleText(principal.arn)} className="w-1/2 min-w-40 wrap-anywhere max-md:w-full">
        <Link href={href} prefetch={false} data-row-link className={isOfPeople(item) ? 'font-medium' : undefined}>
          <MonoName path={`${principal.type}/`} leaf={principal.label} />
        </Link>
        <ShareBar
          most={most}
          parts={[
            { key: 'others', value: sizeOf(item) - denied, fill: FILLS[actorKind] },
            { key: 'denied', value: denied, fill: 'fill-denied' },
          ]}
        />
        {account !== null && (
          <div className="note">
            <Said text={account} />
          </div>
        )}
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={actorKind} />
      </td>
      <CountCells counts={item} />
    </tr>
  );
}
