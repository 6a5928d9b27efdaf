import type { UnusualView } from '@/lib/contract/unusual';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { Time } from '@/components/ui/time';

interface Props {
  item: UnusualView & { dismissal: NonNullable<UnusualView['dismissal']> };
  now: string;
}

/** Who said that there is nothing to act on, when and why. */
export function DismissalLine({ item: { dismissal, count }, now }: Props) {
  const { at, by, reason } = dismissal;
  const more = count - dismissal.count;
  return (
    <div className="mt-1.5 flex max-w-[62ch] flex-col items-start gap-0.5">
      <span className="badge-line">
        <Badge tone="off">Dismissed</Badge>
        <span>
          <Time at={at} now={now} /> by <Said text={by} />
          {more > 0 && `, ${more.toLocaleString('en')} ${more === 1 ? 'event' : 'events'} more since`}
        </span>
      </span>
      <p className="wrap-anywhere whitespace-normal">
        <Said text={reason} />
      </p>
    </div>
  );
}
