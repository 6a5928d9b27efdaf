import { normaliseRecord, type RecordContext } from '@/lib/domain/event/normalise-record';
import { AppError } from '@/lib/domain/errors';
import type { AccessEvent } from '@/lib/domain/event-record';
import { GROUP_FIELDS, toRecord, type AthenaRow } from './trail-fields';

/** Events of one day that are alike: who did what to which secret, how often. */
export interface DayGroup {
  /** `YYYY-MM-DD` */
  day: string;
  /** The first of them. Without the record, of which there may be a million. */
  event: Omit<AccessEvent, 'raw'>;
  events: number;
  lastAt: Date;
}

/** `groups`: those that name a secret; `records`: how many records of any service the day had. */
export type DayRow = { day: string; records: number; group: DayGroup | null };

const toKey = ({ day, event }: DayGroup): string =>
  JSON.stringify([
    day,
    event.accountId,
    event.region,
    event.secretRef,
    event.principal.id,
    event.actorKind,
    event.eventName,
    event.outcome,
    event.sharedEventId,
  ]);

function toStrangeRow(): AppError {
  const message = 'athena: a row of the answer has no day or no number of records.';
  const remedy = 'Compare the table with the statement that Settings → Athena prints.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy }, remedy });
}

/** A row of the roll-up's answer. One that is none is no reason to count less: it throws. */
export function toDayRow(row: AthenaRow, context: RecordContext): DayRow {
  const { day, first_at: firstAt, last_at: lastAt } = row;
  const events = Number(row['events']);
  if (!day || !firstAt || !lastAt || !Number.isSafeInteger(events) || events < 1) throw toStrangeRow();
  if (row['ours'] !== 'true') return { day, records: events, group: null };
  const record = {
    ...toRecord(GROUP_FIELDS, row),
    eventSource: 'secretsmanager.amazonaws.com',
    eventID: 'group',
    eventTime: firstAt,
  };
  const normalised = normaliseRecord(record, context);
  if (!normalised.ok || normalised.event.secretRef === null) return { day, records: events, group: null };
  const { raw: _, ...event } = normalised.event;
  return { day, records: events, group: { day, event, events, lastAt: new Date(lastAt) } };
}

/** Groups that differ only in what is not told apart (a session, a user agent) are one. */
export class DayGroups {
  readonly records = new Map<string, number>();
  readonly #groups = new Map<string, DayGroup>();

  add({ day, records, group }: DayRow): void {
    this.records.set(day, (this.records.get(day) ?? 0) + records);
    if (group === null) return;
    const key = toKey(group);
    const known = this.#groups.get(key);
    if (known === undefined) {
      this.#groups.set(key, group);
      return;
    }
    known.events += group.events;
    if (group.event.at < known.event.at) known.event = group.event;
    if (group.lastAt > known.lastAt) known.lastAt = group.lastAt;
  }

  get list(): DayGroup[] {
    return [...this.#groups.values()];
  }
}
