import type { EventView } from '@/lib/contract/access';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { EventActor, EventOutcome, originWords } from '@/components/access/event-words';
import { Time } from '@/components/ui/time';

export function EventRow({ event, now }: { event: EventView; now: string }) {
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={event.at} now={now} />
      </td>
      <td title={event.principal.arn}>
        <EventActor event={event} />
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={event.actorKind} />
      </td>
      <td>
        {event.eventName}
        {event.versionStage && <div className="note">{event.versionStage}</div>}
      </td>
      <td>
        <EventOutcome event={event} />
      </td>
      <td data-label="from" className="text-ink-2" title={event.userAgent ?? undefined}>
        {originWords(event)}
      </td>
    </tr>
  );
}
