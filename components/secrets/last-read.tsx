import type { SecretItem } from '@/lib/contract/secret-item';
import { Day, Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';

type Usage = Pick<SecretItem, 'lastRead' | 'reads30d' | 'lastAccessedOn'>;

interface Props {
  item: Usage;
  now: string;
  /** Why AWS knows of a later access than is known here, where that is to be told. */
  why?: string | null;
}

/** When and by whom. Outside coverage it is unknown, never "never"; AWS's own day is given where no read is known, and where the two differ. */
export function LastRead({ item, now, why = null }: Props) {
  if (item.lastRead) {
    const { at, principal, actorKind } = item.lastRead;
    return (
      <>
        <Time at={at} now={now} />
        <div
          title={toVisibleText(principal)}
          className={actorKind === 'person' ? 'last-reader last-reader-person' : 'last-reader'}
        >
          {actorKind === 'person' && 'person '}
          <Said text={principal} />
        </div>
        {why !== null && <AwsDay item={item} now={now} why={why} />}
      </>
    );
  }
  if (item.reads30d !== null)
    return (
      <>
        none in 30 d<AwsDay item={item} now={now} why={why} />
      </>
    );
  return (
    <span className="text-ink-3">
      not covered
      <AwsDay item={item} now={now} why={why} />
    </span>
  );
}

function AwsDay({ item, now, why }: Required<Props>) {
  if (!item.lastAccessedOn) return null;
  return (
    <div className="note">
      AWS: <Day day={item.lastAccessedOn} now={now} />
      {why !== null && `. ${why}`}
    </div>
  );
}
