/** What is known of a deletion that was asked for; neither: only that it was. */
export interface Deletion {
  requestedAt: Date | null;
  endsAt: Date | null;
}

/** Far more than clocks differ, far less than the shortest recovery window (7 days). */
const HOUR_MS = 3_600_000;

/** A call cannot lie ahead: then DeletedDate is the day on which the secret goes. */
export const isScheduledEnd = (deletedAt: Date, seenAt: Date): boolean =>
  deletedAt.getTime() > seenAt.getTime() + HOUR_MS;

/**
 * AWS's DeletedDate is the time of the call in public outputs and the scheduled end in its model's text, as imitators
 * of AWS have it (aws-facts §1.3, §9): which one it is, its own value tells. `end` was worked out from the
 * DeleteSecret event.
 */
export function readDeletion(deletedAt: Date | null, end: Date | null, seenAt: Date): Deletion | null {
  if (deletedAt === null) return null;
  if (isScheduledEnd(deletedAt, seenAt)) return { requestedAt: null, endsAt: deletedAt };
  // An end that was worked out from an earlier deletion does not belong to this one.
  return { requestedAt: deletedAt, endsAt: end && end > deletedAt ? end : null };
}
