import 'server-only';
import type { z } from 'zod';
import { AppError } from '@/lib/domain/errors';

/**
 * Cursors are positions, not rights: every page is filtered by visibility again, so a forged one can
 * only skip. They are opaque all the same, and bound to the order that they were made under.
 */
export const encodeCursor = (position: Record<string, string | number | null>): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

export function decodeCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: told below in the same words as JSON of another shape.
  }
  throw new AppError('invalid', 'The cursor is not one of this list.', {
    errors: [{ pointer: 'query:cursor', rule: 'is a nextCursor of the same list, sort and order' }],
  });
}
