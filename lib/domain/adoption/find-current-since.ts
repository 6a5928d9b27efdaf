import type { StoredEvent } from '@/lib/domain/ports/history-store';
import type { StageSpan } from '@/lib/domain/version-stages';
import { sameVersion } from './classify-ask';
import type { CurrentSince } from './adoption-facts';

/** What moves AWSCURRENT, or tells that it was moved (user guide, cloudtrail_log_entries). */
export const MOVING_EVENTS = [
  'CreateSecret',
  'PutSecretValue',
  'UpdateSecret',
  'UpdateSecretVersionStage',
  'RotationStarted',
  'RotationSucceeded',
];

/** With the token of the rotation, which is the id of the version that it makes. */
export type MovingEvent = Pick<StoredEvent, 'at' | 'eventName' | 'versionId' | 'versionStage'> & {
  token: string | null;
};

interface Facts {
  versionId: string;
  /** Newest first. */
  events: readonly MovingEvent[];
  /** Newest first. */
  spans: readonly StageSpan[];
  /** The earliest moment at which the version can have been made; null: nobody knows. */
  madeAfter: Date | null;
  /** When AWS says that the secret was changed last, which moving a label does; null: nobody knows. */
  changedAt: Date | null;
  /** When a listing showed it as current. */
  seenAt: Date;
}

const CURRENT = 'AWSCURRENT';
/** Records keep whole seconds: what happened at one happened before the next. */
const SECOND = 1000;

type Bounds = Omit<CurrentSince, 'versionId'>;

const within = (at: Date): Bounds => ({ after: at, by: new Date(at.getTime() + SECOND) });

function toBounds({ versionId, events }: Facts): Bounds | null {
  const own = events.filter((event) => sameVersion(event.versionId ?? event.token, versionId));
  const moved = own.find(
    ({ eventName, versionStage }) => eventName === 'UpdateSecretVersionStage' && versionStage === CURRENT,
  );
  if (moved) return within(moved.at);
  const succeeded = own.find(({ eventName }) => eventName === 'RotationSucceeded');
  const started = own.find(({ eventName }) => eventName === 'RotationStarted');
  const made = own.find(({ eventName }) => ['PutSecretValue', 'UpdateSecret', 'CreateSecret'].includes(eventName));
  if (succeeded) return { after: made?.at ?? started?.at ?? null, by: within(succeeded.at).by };
  // A rotation puts its version as pending, which says nothing of when it became current.
  return made && !started ? within(made.at) : null;
}

const later = (one: Date | null, other: Date | null): Date | null =>
  one && other && other > one ? other : (one ?? other);

const earliest = (dates: readonly [Date, ...(Date | null)[]]): Date =>
  dates.reduce<Date>((first, date) => (date && date < first ? date : first), dates[0]);

/**
 * Since when the version that is current is so: by the record of what made it current, else by when its label was
 * looked at, when the secret was changed last, or the listing that shows it. A record from before a look that did not show it is of an earlier time.
 */
export function findCurrentSince(facts: Facts): CurrentSince {
  const { versionId, spans, madeAfter, changedAt, seenAt } = facts;
  const span = spans.find(
    (one) => one.stage === CURRENT && one.until === null && sameVersion(one.versionId, versionId),
  );
  const told = toBounds(facts);
  const lastWithout = span?.since.after ?? null;
  const isOfBefore = told !== null && lastWithout !== null && told.by < lastWithout;
  if (told && !isOfBefore) return { versionId, ...told };
  const by = earliest([seenAt, span?.since.by ?? null, changedAt]);
  const after = later(lastWithout, madeAfter);
  return { versionId, after: after && after < by ? after : null, by };
}
