import Link from 'next/link';
import type { SecretItem } from '@/lib/contract/secret-item';
import { Sparkline } from '@/components/charts/sparkline';
import { MonoName } from '@/components/ui/mono-name';
import { Day, Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { SelectRow } from '@/components/selection/select-row';
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
  return (
    <tr>
      <td className="min-w-64 wrap-anywhere">
        <SelectRow id={item.id} name={item.name} />
        <Link href={`/secrets/${item.id}`} prefetch={false} data-row-link>
          <MonoName {...splitName(item.name, item.leaf)} />
        </Link>
        <div className="note">
          <Said text={describePlace(item)} />
          {item.deletion && (
            <span className="text-bad">
              {' · pending deletion '}
              {item.deletion.endsAt && <Time at={item.deletion.endsAt} now={now} />}
            </span>
          )}
        </div>
      </td>
      <td className="whitespace-nowrap">
        <EnvironmentLabel value={item.environment.value} />
        {item.environment.disagrees.length > 0 && <div className="note">rules disagree</div>}
      </td>
      <td className="md:whitespace-nowrap">
        <RotationBadge item={item} now={now} />
      </td>
      <td data-label="age" className="text-ink-2 md:text-right md:whitespace-nowrap">
        {describeValueAge(item, now)}
      </td>
      {history ? (
        <>
          <td data-label="last read" className="max-md:w-full md:whitespace-nowrap">
            <LastRead item={item} now={now} />
          </td>
          <td className="max-md:hidden">
            {sparkline ? <Sparkline values={sparkline} label="Reads a day, 14 days" /> : UNKNOWN}
          </td>
          <td className="text-right max-md:hidden">{item.readers30d ?? UNKNOWN}</td>
        </>
      ) : (
        <td data-label="last access">
          {item.lastAccessedOn ? (
            <Day day={item.lastAccessedOn} now={now} />
          ) : (
            <span className="text-ink-3">none kept</span>
          )}
        </td>
      )}
    </tr>
  );
}

/** Account, region, owner, replicas: one text, because React parts neighbouring texts by comments. */
function describePlace({ accountName, region, owner, replicas }: SecretItem): string {
  const copies = replicas.length === 1 ? '1 replica' : `${replicas.length} replicas`;
  return [accountName, region, describeOwner(owner), replicas.length > 0 && copies].filter(Boolean).join(' · ');
}

/** Who looks after it: kept here, or by a tag, whose key is then part of what is said. */
const describeOwner = (owner: SecretItem['owner']): string | null =>
  owner && `${(owner.from === 'tag' && owner.of) || 'owner'} ${owner.value}`;

/** One element for all rows: React sends it once. */
const UNKNOWN = (
  <span className="text-ink-3" title="History does not cover this">
    –<span className="sr-only">not covered</span>
  </span>
);
