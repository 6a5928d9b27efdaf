import Link from 'next/link';
import type { RotationRow } from '@/lib/contract/rotation-list';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { LastRotated } from '@/components/secrets/last-rotated';
import { splitName } from '@/components/secrets/split-name';
import { MonoName } from '@/components/ui/mono-name';
import { Time } from '@/components/ui/time';

/** The whole row leads to the secret, by the one link that its name is. */
export function BucketRow({ item, now }: { item: RotationRow; now: string }) {
  const { rotation } = item;
  return (
    <tr>
      <td className="wrap-anywhere md:min-w-56">
        <Link href={`/secrets/${item.id}`} prefetch={false} data-row-link>
          <MonoName {...splitName(item.name, item.leaf)} />
        </Link>
        <div className="note">{`${item.accountName} · ${item.region}`}</div>
      </td>
      <td className="whitespace-nowrap">
        <EnvironmentLabel value={item.environment.value} />
        {item.environment.disagrees.length > 0 && <div className="note">rules disagree</div>}
      </td>
      <td className="max-w-md text-ink-2 max-md:w-full md:min-w-64">
        {rotation.reason}
        {item.unsure && <div className="note text-warn">A failure may be unknown: history not covered</div>}
      </td>
      <td data-label="since" className="whitespace-nowrap">
        {rotation.since ? <Time at={rotation.since} now={now} /> : <Unknown>no date</Unknown>}
      </td>
      <td data-label="next" className="md:min-w-40">
        <NextWindow item={item} now={now} />
      </td>
      <td data-label="last success" className="whitespace-nowrap">
        <LastRotated at={rotation.lastRotatedAt} createdAt={item.createdAt} now={now} />
      </td>
    </tr>
  );
}

/** When it is to happen next, and by which schedule. */
function NextWindow({ item: { rotation, schedule }, now }: { item: RotationRow; now: string }) {
  const { nextRotationAt } = rotation;
  return (
    <>
      {nextRotationAt && nextRotationAt < now && 'was due '}
      {nextRotationAt ? <Time at={nextRotationAt} now={now} /> : <Unknown>no date</Unknown>}
      {schedule && <div className="note">{schedule}</div>}
    </>
  );
}

function Unknown({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
