import type { EventView } from '@/lib/contract/access';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { EventActor, EventOutcome, originWords } from '@/components/access/event-words';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';

export function EventRow({ event, now }: { event: EventView; now: string }) {
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={event.at} now={now} />
      </td>
      <td title={toVisibleText(event.principal.arn)}>
        <EventActor event={event} />
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={event.actorKind} />
      </td>
      <td>
        <Said text={event.eventName} />
        {event.versionStage && (
          <div className="note">
            <Said text={event.versionStage} />
          </div>
        )}
      </td>
      <td>
        <EventOutcome event={event} />
      </td>
      <td
        data-label="from"
        className="text-ink-2 wrap-anywhere"
        title={event.userAgent === null ? undefined : toVisibleText(event.userAgent)}
      >
        <Said text={originWords(event)} />
      </td>
    </tr>
  );
}
