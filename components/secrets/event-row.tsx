import type { EventView } from '@/lib/contract/access';
import type { Outcome } from '@/lib/domain/event-record';
import { Badge, type Tone } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { TableCell, TableRow } from '@/components/ui/table';
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
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <Time at={event.at} now={now} />
      </TableCell>
      <TableCell title={principal.arn}>
        <MonoName path={`${principal.type}/`} leaf={principal.label} />
        {who && who !== principal.label && <div className="text-xs text-ink-3">{who}</div>}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <ActorKindLabel kind={event.actorKind} />
      </TableCell>
      <TableCell>
        {event.eventName}
        {event.versionStage && <div className="text-xs text-ink-3">{event.versionStage}</div>}
      </TableCell>
      <TableCell>
        <Badge tone={TONES[event.outcome]}>{event.outcome}</Badge>
        {errorCode && (
          <div className="max-w-72 truncate text-xs text-ink-3" title={errorMessage ?? undefined}>
            {errorCode}
          </div>
        )}
      </TableCell>
      <TableCell className="text-ink-2" title={event.userAgent ?? undefined}>
        {fromWords(event)}
      </TableCell>
    </TableRow>
  );
}
