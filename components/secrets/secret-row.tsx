import type { ComponentProps } from 'react';
import Link from 'next/link';
import type { SecretItem } from '@/lib/contract/secret-item';
import { Sparkline } from '@/components/charts/sparkline';
import { MonoName } from '@/components/ui/mono-name';
import { TableCell } from '@/components/ui/table';
import { Day, Time } from '@/components/ui/time';
import { EnvironmentLabel } from './environment-label';
import { LastRead } from './last-read';
import { RotationBadge } from './rotation-badge';
import { splitName } from './split-name';
import { describeValueAge } from './value-age';

interface Props {
  item: SecretItem;
  sparkline: number[] | undefined;
  history: boolean;
  now: string;
}

/** The whole row leads to the secret, by the one link that its name is. */
export function SecretRow({ item, sparkline, history, now }: Props) {
  const owner = findOwner(item.tags);
  return (
    <tr className="relative focus-within:bg-accent-soft hover:bg-sunk max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:border-b max-md:border-line max-md:px-5 max-md:py-2.5">
      <Cell className="min-w-64 wrap-anywhere max-md:w-full">
        <Link
          href={`/secrets/${item.id}`}
          prefetch={false}
          data-row-link
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <MonoName {...splitName(item.name, item.leaf)} />
        </Link>
        <div className="text-xs text-ink-3">
          {item.accountName} · {item.region}
          {owner && ` · ${owner}`}
          {item.replicas.length > 0 &&
            ` · ${item.replicas.length === 1 ? '1 replica' : `${item.replicas.length} replicas`}`}
          {item.deletion && (
            <span className="text-bad">
              {' '}
              · pending deletion <Deletion item={item} now={now} />
            </span>
          )}
        </div>
      </Cell>
      <Cell className="whitespace-nowrap">
        <EnvironmentLabel value={item.environment.value} />
        {item.environment.disagrees.length > 0 && <div className="text-xs text-ink-3">rules disagree</div>}
      </Cell>
      <Cell className="md:whitespace-nowrap">
        <RotationBadge item={item} now={now} />
      </Cell>
      <Cell className="text-right text-ink-2 max-md:text-left">
        <span className="text-ink-3 md:hidden">age </span>
        {describeValueAge(item.valueChangedAt, now)}
      </Cell>
      {history ? (
        <>
          <Cell className="md:whitespace-nowrap max-md:w-full">
            <span className="text-ink-3 md:hidden">last read </span>
            <LastRead item={item} now={now} />
          </Cell>
          <Cell className="max-md:hidden">
            {sparkline ? <Sparkline values={sparkline} label="Reads a day, 14 days" /> : <Unknown />}
          </Cell>
          <Cell className="text-right max-md:hidden">{item.readers30d ?? <Unknown />}</Cell>
        </>
      ) : (
        <Cell>
          {item.lastAccessedOn ? (
            <Day day={item.lastAccessedOn} now={now} />
          ) : (
            <span className="text-ink-3">none kept</span>
          )}
        </Cell>
      )}
    </tr>
  );
}

/** Who is said to look after it; the tag's key is part of what is said. */
function findOwner(tags: SecretItem['tags']): string | null {
  const key = ['team', 'owner'].find((candidate) => Object.hasOwn(tags, candidate));
  return key ? `${key} ${tags[key]}` : null;
}

function Cell({ className = '', ...props }: ComponentProps<'td'>) {
  return <TableCell className={`max-md:border-0 max-md:p-0! ${className}`} {...props} />;
}

function Deletion({ item, now }: Pick<Props, 'item' | 'now'>) {
  return item.deletion?.endsAt ? <Time at={item.deletion.endsAt} now={now} /> : null;
}

const Unknown = () => (
  <span className="text-ink-3" title="History does not cover this">
    –<span className="sr-only">not covered</span>
  </span>
);
