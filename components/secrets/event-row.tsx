import type { EventView } from '@/lib/contract/access';
import type { Outcome } from '@/lib/domain/event-record';
import { Badge, type Tone } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { Time } from '@/components/ui/time';
import { ActorKindLabel } from './actor-kind';

const TONES = { success: 'ok', denied: 'bad', failed: 'warn' } as const satisfies Record<Outcome, Tone>;

/** The tool and the address; an AWS service gives its own name for both. */
const fromWords = ({ client, sourceAddress }: EventView): string =>
  [...new Set([client, sourceAddress])].filter(Boolean).join(', ') || '–';

export function EventRow({ event, now }: { event: EventView; now: string }) {
  const { principal, errorCode, errorMessage } = event;
  const who = event.person ?? event.workload;
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={event.at} now={now} />
      </td>
      <td title={principal.arn}>
        <MonoName path={`${principal.type}/`} leaf={principal.label} />
        {who && who !== principal.label && <div className="note">{who}</div>}
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={event.actorKind} />
      </td>
      <td>
        {event.eventName}
        {event.versionStage && <div className="note">{event.versionStage}</div>}
      </td>
      <td>
        <Badge tone={TONES[event.outcome]}>{event.outcome}</Badge>
        {errorCode && (
          <div className="max-w-72 truncate text-xs text-ink-3" title={errorMessage ?? undefined}>
            {errorCode}
          </div>
        )}
      </td>
      <td data-label="from" className="text-ink-2" title={event.userAgent ?? undefined}>
        {fromWords(event)}
      </td>
    </tr>
  );
}
