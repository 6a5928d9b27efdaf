import type { SecretItem } from '@/lib/contract/secret-item';
import { Day, Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';

type Usage = Pick<SecretItem, 'lastRead' | 'reads30d' | 'lastAccessedOn'>;

/** When and by whom. Outside coverage it is unknown, never "never"; AWS's own day is given where it has one. */
export function LastRead({ item, now }: { item: Usage; now: string }) {
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
      </>
    );
  }
  if (item.reads30d !== null)
    return (
      <>
        none in 30 d<AwsDay item={item} now={now} />
      </>
    );
  return (
    <span className="text-ink-3">
      not covered
      <AwsDay item={item} now={now} />
    </span>
  );
}

function AwsDay({ item, now }: { item: Usage; now: string }) {
  if (!item.lastAccessedOn) return null;
  return (
    <div className="note">
      AWS: <Day day={item.lastAccessedOn} now={now} />
    </div>
  );
}
