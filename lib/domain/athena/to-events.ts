import { normaliseRecord, type RecordContext } from '@/lib/domain/event/normalise-record';
import type { AccessEvent } from '@/lib/domain/event-record';
import { EVENT_FIELDS } from './event-fields';
import { toRecord, type AthenaRow } from './trail-fields';

export interface EventsPage {
  events: Omit<AccessEvent, 'raw'>[];
  /** Records that are none of any kind that is known, by reason. */
  unreadable: Map<string, number>;
}

/** Rows of an answer as events, by the very normalisation that every source goes through; of one principal, where it is asked about. */
export function toEvents(rows: readonly AthenaRow[], context: RecordContext, principalId: string | null): EventsPage {
  const page: EventsPage = { events: [], unreadable: new Map() };
  for (const row of rows) {
    const normalised = normaliseRecord(toRecord(EVENT_FIELDS, row), context);
    if (!normalised.ok) {
      const { reason } = normalised.quarantined;
      page.unreadable.set(reason, (page.unreadable.get(reason) ?? 0) + 1);
      continue;
    }
    const { raw: _, ...event } = normalised.event;
    if (principalId === null || event.principal.id === principalId) page.events.push(event);
  }
  return page;
}
