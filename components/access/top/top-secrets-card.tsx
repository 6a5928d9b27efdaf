import Link from 'next/link';
import type { AccessTop, TopSecretView } from '@/lib/contract/access-top';
import { accessHref } from '@/components/access/events-url';
import { ShareBar } from '@/components/charts/share-bar';
import type { UrlState } from '@/components/layout/url-state';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { splitName } from '@/components/secrets/split-name';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { MonoName } from '@/components/ui/mono-name';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { CountCells, countHeads, sizeOf } from './count-cells';
import { nameCounted, toEventsState } from './counted';
import { CountedLine } from './counted-line';

interface Props {
  list: AccessTop['secrets'];
  /** Of whatever was counted: what names no known secret is in no row. */
  unnamed: number;
  state: UrlState;
  now: string;
}

/** What most of it was done to; each row leads to exactly what it counts. */
export function TopSecretsCard({ list, unnamed, state, now }: Props) {
  const most = Math.max(...list.items.map(sizeOf));
  return (
    <Card aria-label="Top secrets">
      <CardHeader>
        <CardTitle>Secrets</CardTitle>
        <p className="text-ink-3">
          {list.found.toLocaleString('en')} {list.found === 1 ? 'secret' : 'secrets'}
        </p>
      </CardHeader>
      <CountedLine counted={list} now={now} />
      <table className="data-table data-list linked-rows">
        <TableCaption>Top secrets</TableCaption>
        <thead>
          <tr>
            <TableHeader>Secret</TableHeader>
            <TableHeader>By</TableHeader>
            {countHeads(list)}
          </tr>
        </thead>
        <tbody>
          {list.items.map((item) => (
            <SecretRow
              key={item.secret.id}
              item={item}
              most={most}
              href={accessHref(toEventsState(state, list, { secrets: item.secretIds }))}
            />
          ))}
        </tbody>
      </table>
      {unnamed > 0 && (
        <p className="px-4 py-2 text-sm text-ink-3">
          {unnamed.toLocaleString('en')} more {nameCounted(list, unnamed)} of no known secret: a batch, a record that
          names none, or one that is not listed.
        </p>
      )}
    </Card>
  );
}

function SecretRow({ item, most, href }: { item: TopSecretView; most: number; href: string }) {
  const { secret, byPeople, principals } = item;
  return (
    <tr>
      <td className="w-1/2 min-w-40 wrap-anywhere max-md:w-full">
        <Link href={href} prefetch={false} data-row-link>
          <MonoName {...splitName(secret.name, secret.name.split('/').at(-1) ?? secret.name)} />
        </Link>
        <ShareBar
          most={most}
          parts={[
            { key: 'people', value: byPeople, fill: 'fill-person' },
            { key: 'others', value: sizeOf(item) - byPeople, fill: 'fill-workload' },
          ]}
        />
        <div className="mt-0.5 text-xs">
          <EnvironmentLabel value={secret.environment} />
        </div>
      </td>
      <td data-label="by" className="whitespace-nowrap text-ink-2">
        {principals.toLocaleString('en')} {principals === 1 ? 'principal' : 'principals'}
        {byPeople > 0 && <div className="text-person-ink">{byPeople.toLocaleString('en')} by people</div>}
      </td>
      <CountCells counts={item} />
    </tr>
  );
}
