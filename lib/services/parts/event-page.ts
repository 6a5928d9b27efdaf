import 'server-only';
import { z } from 'zod';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import { decodeCursor, encodeCursor } from './cursor';
import { positionText, positionTime } from './position';

const position = z.strictObject({ at: positionTime, eventId: positionText });

/** Where a page of events goes on: after this event, newest first. */
export function toEventPosition(cursor: string | undefined): { at: Date; eventId: string } | null {
  const found = decodeCursor(cursor, position);
  return found && { at: new Date(found.at), eventId: found.eventId };
}

/** Cuts the one row too many that was asked for, and tells whether there was one. */
export function cutEventPage(
  rows: readonly StoredEvent[],
  limit: number,
): { page: StoredEvent[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last ? encodeCursor({ at: last.at.toISOString(), eventId: last.eventId }) : null };
}
