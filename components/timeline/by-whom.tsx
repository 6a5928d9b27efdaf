import type { EventView } from '@/lib/contract/access';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';

/** `by role/payments-api, jana@example.com, person`. */
export function ByWhom({ event: { principal, person, workload, actorKind } }: { event: EventView }) {
  const who = person ?? workload;
  return (
    <span className="wrap-anywhere" title={toVisibleText(principal.arn)}>
      by <MonoName path={`${principal.type}/`} leaf={principal.label} />
      {who && who !== principal.label && (
        <span className="text-ink-2">
          {' '}
          <Said text={who} />
        </span>
      )}{' '}
      <ActorKindLabel kind={actorKind} />
    </span>
  );
}
