import 'server-only';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { positionText, positionTime } from './position';

const position = z.strictObject({
  at: positionTime,
  eventId: positionText,
  folds: z.union([z.literal(0), z.literal(1)]),
});

export interface TimelinePosition {
  at: Date;
  eventId: string;
  /** Whether what follows may fold with the page before. */
  folds: boolean;
}

/** Where a page of the timeline goes on. */
export function toTimelinePosition(cursor: string | undefined): TimelinePosition | null {
  const found = decodeCursor(cursor, position);
  return found && { at: new Date(found.at), eventId: found.eventId, folds: found.folds === 1 };
}

export const toTimelineCursor = ({ at, eventId, folds }: TimelinePosition): string =>
  encodeCursor({ at: at.toISOString(), eventId, folds: folds ? 1 : 0 });
